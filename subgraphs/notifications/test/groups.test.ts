import type { PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld, reacted } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

/** Somebody with a post, and how others react to it. */
async function author() {
  const ada = await world.person();
  const postId = await world.post(ada);
  return { ada, postId, about: { subjectId: postId, postId, subjectAuthorId: ada } };
}
const people = (count: number) => Promise.all(Array.from({ length: count }, () => world.person()));
const nodesOf = async (who: UserId) => (await world.inbox(who)).notifications.nodes;
const actorsOf = ({ actors }: { actors: { nodes: { id: string }[] } }) => actors.nodes.map(({ id }) => id);

describe('those who did the same to the same thing on one day', () => {
  test('are one notification: how many, and who, latest first', async () => {
    const { ada, postId, about } = await author();
    const fans = await people(5);
    for (const fan of fans) await world.react(fan, about);
    const nodes = await nodesOf(ada);
    expect(nodes).toMatchObject([
      {
        kind: 'REACTION',
        actorCount: 5,
        subject: { __typename: 'Post', id: postId },
        actors: { totalCount: 5 },
      },
    ]);
    expect(actorsOf(nodes[0])).toEqual(fans.toReversed());
    expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 1 });
  });

  test('count each once, whatever they put in its place', async () => {
    const { ada, about } = await author();
    const [fan] = await people(1);
    await world.react(fan as UserId, about);
    await world.react(fan as UserId, about, 'LIKE');
    expect(await nodesOf(ada)).toMatchObject([{ actorCount: 1 }]);
    expect((await world.emitted()).filter(({ aggregate }) => aggregate === ada)).toHaveLength(1);
  });

  test('on another day, to another thing or in another way are another', async () => {
    const { ada, postId, about } = await author();
    const [one, two] = await people(2);
    const other = await world.post(ada);
    const at = (day: string, who: UserId) => ({ ...reacted(who, about), occurredAt: `${day}T12:00:00.000Z` });
    await world.receive(at('2026-01-31', one as UserId), at('2026-02-01', two as UserId));
    await world.react(one as UserId, { ...about, subjectId: other, postId: other });
    await world.repost(one as UserId, postId, ada);
    expect((await nodesOf(ada)).map(({ kind, actorCount }: Told) => [kind, actorCount])).toEqual([
      ['REPOST', 1],
      ['REACTION', 1],
      ['REACTION', 1],
      ['REACTION', 1],
    ]);
    // Who has been told of is no news on another day.
    await world.receive({ ...reacted(one as UserId, about, 'LIKE'), occurredAt: '2026-02-02T00:00:00.000Z' });
    expect(await nodesOf(ada)).toHaveLength(4);
  });

  test('are paged through, latest first, from either end, while more come', async () => {
    const { ada, about } = await author();
    const fans = await people(7);
    for (const fan of fans) await world.react(fan, about);
    const [{ id }] = await nodesOf(ada);
    const page = async (args: string) =>
      (
        await world.entities(
          'Notification',
          [id],
          `actors${args} { nodes { id } pageInfo { hasNextPage endCursor startCursor } }`,
          ada,
        )
      )[0].actors;
    const first = await page('(first: 3)');
    await world.react((await people(1))[0] as UserId, about);
    const second = await page(`(first: 3, after: "${first.pageInfo.endCursor}")`);
    const third = await page(`(first: 3, after: "${second.pageInfo.endCursor}")`);
    const found = [first, second, third].flatMap(({ nodes }) => nodes.map((node: { id: string }) => node.id));
    expect(found).toEqual(fans.toReversed());
    expect(third.pageInfo.hasNextPage).toBe(false);
    const back = await page(`(last: 2, before: "${second.pageInfo.startCursor}")`);
    expect(back.nodes.map((node: { id: string }) => node.id)).toEqual(fans.toReversed().slice(1, 3));
  });
});

interface Told {
  kind: string;
  actorCount: number;
}

describe('a notification that was read and grows', () => {
  test('is unread again and moves up, under its id, counted once', async () => {
    const { ada, about } = await author();
    const [one, two, other] = await people(3);
    await world.react(one as UserId, about);
    await world.follow(other as UserId, ada);
    const [follow, reaction] = await nodesOf(ada);
    await world.mark(ada, { upTo: follow.id });
    expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 0 });
    await world.react(two as UserId, about);
    const { notifications, unreadNotificationCount } = await world.inbox(ada);
    expect(notifications.nodes).toMatchObject([
      { id: reaction.id, actorCount: 2, readAt: null, createdAt: reaction.createdAt },
      { id: follow.id, readAt: expect.any(String) },
    ]);
    expect(Date.parse(notifications.nodes[0].updatedAt)).toBeGreaterThanOrEqual(
      Date.parse(reaction.createdAt),
    );
    expect(unreadNotificationCount).toBe(1);
    await world.react(await world.person(), about);
    expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 1 });
  });

  test('leaves a page that was begun as it was', async () => {
    const { ada, about } = await author();
    await world.react(await world.person(), about);
    for (const fan of await people(4)) await world.follow(fan, ada);
    const before: string[] = (await nodesOf(ada)).map(({ id }: { id: string }) => id);
    const { notifications: first } = await world.inbox(ada, { args: '(first: 2)' });
    await world.react(await world.person(), about);
    const after = `(first: 10, after: "${first.pageInfo.endCursor}")`;
    const { notifications: rest } = await world.inbox(ada, { args: after });
    // What has moved up is not on the way down any more: it was announced.
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(before.slice(0, 4));
    expect((await nodesOf(ada))[0].id).toBe(before[4]);
  });

  test('comes again to whoever watches, and once to whoever resumes', async () => {
    const { ada, about } = await author();
    const start = (await world.inbox(ada)).notifications.liveCursor;
    const stream = world.watch(ada, start);
    const seen: [string, number][] = [];
    for (let n = 1; n <= 3; n += 1) {
      await world.react(await world.person(), about);
      const { notification } = await stream.next();
      seen.push([notification.id, notification.actorCount]);
    }
    await stream.stop();
    const [{ id }] = await nodesOf(ada);
    expect(seen).toEqual([
      [id, 1],
      [id, 2],
      [id, 3],
    ]);
    const resumed = world.watch(ada, start);
    expect((await resumed.next()).notification).toMatchObject({ id, actorCount: 3 });
    await world.follow(await world.person(), ada);
    expect((await resumed.next()).notification.kind).toBe('FOLLOW');
    await resumed.stop();
  });
});

describe('what is taken back', () => {
  test('takes who did it out, and the notification with the last of them', async () => {
    const { ada, postId, about } = await author();
    const [one, two] = (await people(2)) as [UserId, UserId];
    await world.react(one, about);
    await world.react(two, about);
    await world.repost(one, postId, ada);
    expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 2 });
    await world.unreact(two, about);
    await world.undoRepost(one, postId, ada);
    const nodes = await nodesOf(ada);
    expect(nodes).toMatchObject([{ kind: 'REACTION', actorCount: 1, actors: { totalCount: 1 } }]);
    expect(actorsOf(nodes[0])).toEqual([one]);
    await world.unreact(one, about);
    await world.unreact(one, about);
    expect(await world.inbox(ada)).toMatchObject({
      unreadNotificationCount: 0,
      notifications: { nodes: [] },
    });
    await world.react(one, about);
    expect(await nodesOf(ada)).toMatchObject([{ id: nodes[0].id, actorCount: 1 }]);
  });

  test('goes with a deleted comment, also when that is heard of first', async () => {
    const { ada, postId } = await author();
    const bob = await world.person();
    const comments = [
      await world.comment(postId, { authorId: ada, postAuthorId: ada }),
      await world.comment(postId, { authorId: ada, postAuthorId: ada }),
    ] as const;
    const about = (subjectId: (typeof comments)[number]) => ({ subjectId, postId, subjectAuthorId: ada });
    await world.react(bob, about(comments[0]));
    expect(await world.told(ada)).toEqual([['REACTION', bob, comments[0]]]);
    await world.deleteComment(postId, comments[0], ada);
    await world.deleteComment(postId, comments[1], ada);
    await world.react(bob, about(comments[1]));
    expect(await world.told(ada)).toEqual([]);
    const { rows } = await world.db.execute(sql`
      select 1 from notification_actors actor
      where not exists (select 1 from notifications where id = actor.notification_id)`);
    expect(rows).toEqual([]);
  });
});

test('a reaction that is ahead of its post waits, and its end behind it', async () => {
  const ada = await world.person();
  const postId = newId('post') as PostId;
  const about = { subjectId: postId, postId, subjectAuthorId: ada };
  await expect(world.react(await world.person(), about)).rejects.toThrow('retryInMs');
});

describe('people who are hidden', () => {
  test.each([
    [
      'blocking',
      (ada: UserId, eve: UserId) => world.block(eve, ada),
      (ada: UserId, eve: UserId) => world.unblock(eve, ada),
    ],
    [
      'blocked',
      (ada: UserId, eve: UserId) => world.block(ada, eve),
      (ada: UserId, eve: UserId) => world.unblock(ada, eve),
    ],
    [
      'muted',
      (ada: UserId, eve: UserId) => world.mute(ada, eve),
      (ada: UserId, eve: UserId) => world.unmute(ada, eve),
    ],
  ])('%s, are out of list and count, and back afterwards; alone, they hide it', async (_, hide, show) => {
    const { ada, about } = await author();
    const [eve, bob] = (await people(2)) as [UserId, UserId];
    await world.react(eve, about);
    expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 1 });
    await hide(ada, eve);
    expect(await world.inbox(ada)).toMatchObject({
      unreadNotificationCount: 0,
      notifications: { nodes: [] },
    });
    await world.react(bob, about);
    const shown = await world.inbox(ada);
    expect(shown).toMatchObject({ unreadNotificationCount: 1 });
    expect(shown.notifications.nodes).toMatchObject([{ actorCount: 1, actors: { totalCount: 1 } }]);
    expect(actorsOf(shown.notifications.nodes[0])).toEqual([bob]);
    await show(ada, eve);
    expect(actorsOf((await nodesOf(ada))[0])).toEqual([bob, eve]);
    expect(await nodesOf(ada)).toMatchObject([{ actorCount: 2, actors: { totalCount: 2 } }]);
  });
});
