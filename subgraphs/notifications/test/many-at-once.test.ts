import { ProfileCreated } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { createInbox } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { notifications } from '../src/subgraph.ts';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld, reacted } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

const counters = async (who: UserId) => {
  const { rows } = await world.db.execute<{ kind: string; kept: number; held: string }>(sql`
    select kind, actor_count as kept,
      (select count(*) from notification_actors where notification_id = notifications.id) as held
    from notifications where recipient_id = ${toUuid(who)} order by kind`);
  return rows.map(({ kind, kept, held }) => [kind, kept, Number(held)]);
};

test('1 000 likes at once are one notification, and the last costs what the first did', async () => {
  const ada = await world.person();
  const [postId, otherId] = [await world.post(ada), await world.post(ada)];
  const inbox = createInbox({ database: world.database, consumes: notifications.consumes ?? [] });
  let sequence = 10;
  const like = async (at: number) => {
    const subjectId = at % 2 ? postId : otherId;
    const {
      consumers: _,
      liveId: __,
      ...event
    } = reacted(newId('user'), {
      subjectId,
      postId: subjectId,
      subjectAuthorId: ada,
    });
    expect(await inbox.handle({ ...event, sequence: ++sequence }, { redelivered: false })).toBe('handled');
  };
  const times: number[] = [];
  for (let hundred = 0; hundred < 10; hundred += 1) {
    const begun = performance.now();
    await Promise.all(Array.from({ length: 100 }, (_, at) => like(at)));
    times.push(performance.now() - begun);
  }
  expect(await counters(ada)).toEqual([
    ['REACTION', 500, 500],
    ['REACTION', 500, 500],
  ]);
  expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 2 });
  const fastest = (some: number[]) => Math.min(...some);
  expect(fastest(times.slice(7))).toBeLessThan(3 * fastest(times.slice(0, 3)));
}, 60_000);

test('likes, reposts, reads and their ends at once leave counters that are the rows', async () => {
  const [ada, ...fans] = await Promise.all(Array.from({ length: 21 }, () => world.person()));
  if (!ada) throw new Error('nobody came');
  const postId = await world.post(ada);
  const about = { subjectId: postId, postId, subjectAuthorId: ada };
  const play = async (fan: UserId, at: number) => {
    await world.repost(fan, postId, ada);
    await world.follow(fan, ada);
    if (at % 2) await world.undoRepost(fan, postId, ada);
    const { notifications } = await world.inbox(ada);
    if (at % 3 === 0 && notifications.nodes[0]) await world.mark(ada, { upTo: notifications.nodes[0].id });
  };
  await Promise.all([
    ...fans.map(play),
    (async () => {
      for (const fan of fans) await world.react(fan, about);
      for (const fan of fans.slice(0, 5)) await world.unreact(fan, about);
    })(),
  ]);
  const held = await counters(ada);
  for (const [, kept, rows] of held) expect(kept).toBe(rows);
  expect(held.find(([kind]) => kind === 'REPOST')?.[1]).toBe(10);
  expect(held.find(([kind]) => kind === 'REACTION')?.[1]).toBe(15);
  const { notifications: list, unreadNotificationCount } = await world.inbox(ada);
  expect(unreadNotificationCount).toBe(
    list.nodes.filter(({ readAt }: { readAt: unknown }) => !readAt).length,
  );
}, 60_000);

test('a post that mentions fifty tells each once, at the cost of one', async () => {
  const ada = await world.person();
  const fifty = Array.from({ length: 50 }, () => newId('user'));
  for (const [at, userId] of fifty.entries()) {
    const profile = { userId, username: `m_${at}`, displayName: 'M', isPrivate: false };
    await world.receive(ProfileCreated.create(userId, profile));
  }
  const cost = async (mentioned: UserId[]) =>
    (await world.statements.record(() => world.post(ada, 'PUBLIC', mentioned))).statements.length;
  const one = await cost(fifty.slice(0, 1));
  expect(await cost(fifty)).toBe(one);
  for (const who of [fifty[0], fifty[49]]) expect(await world.told(who as UserId)).not.toEqual([]);
});
