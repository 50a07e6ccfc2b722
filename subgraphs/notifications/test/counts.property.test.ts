import type { GroupId, PostId, UserId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

const seed = Number(process.env['COUNTS_SEED'] ?? Date.now() % 1_000_000);

/** https://en.wikipedia.org/wiki/Linear_congruential_generator, enough to pick what happens. */
function randomOf(start: number) {
  let state = start;
  return <T>(some: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return some[Math.floor((state / 2 ** 31) * some.length)] as T;
  };
}

test('after any events the count is that of the list', async () => {
  const pick = randomOf(seed);
  const people: UserId[] = [];
  for (let n = 0; n < 5; n += 1) people.push(await world.person());
  const posts: { postId: PostId; author: UserId }[] = [];
  for (const author of people) posts.push({ postId: await world.post(author), author });
  const [owner] = people as [UserId];
  const group: GroupId = await world.group('PRIVATE', owner);
  const two = () => [pick(people), pick(people)] as const;

  const doings: Record<string, () => Promise<unknown>> = {
    follow: () => world.follow(...two()),
    unfollow: () => world.unfollow(...two()),
    block: () => world.block(...two()),
    unblock: () => world.unblock(...two()),
    mute: () => world.mute(...two()),
    unmute: () => world.unmute(...two()),
    privacy: () => world.changePrivacy(pick(people), pick([true, false])),
    edit: () => {
      const { postId, author } = pick(posts);
      return world.editPost(postId, author, pick(['PUBLIC', 'FOLLOWERS', 'PRIVATE']), [pick(people)]);
    },
    async publish() {
      const author = pick(people);
      posts.push({ postId: await world.post(author, pick(['PUBLIC', 'FOLLOWERS']), [pick(people)]), author });
    },
    async withdraw() {
      const at = pick([...posts.keys()]);
      const [post] = posts.splice(at, posts.length > 3 ? 1 : 0);
      if (post) await world.deletePost(post.postId, post.author);
    },
    comment: () => {
      const { postId, author } = pick(posts);
      return world.comment(postId, {
        authorId: pick(people),
        postAuthorId: author,
        mentionedIds: [pick(people)],
      });
    },
    react: () => {
      const { postId, author } = pick(posts);
      return world.react(pick(people), { subjectId: postId, postId, subjectAuthorId: author });
    },
    unreact: () => {
      const { postId, author } = pick(posts);
      return world.unreact(pick(people), { subjectId: postId, postId, subjectAuthorId: author });
    },
    repost: () => world.repost(pick(people), pick(posts).postId, owner),
    groupPrivacy: () => world.changeGroup(group, pick(['PUBLIC', 'PRIVATE', 'SECRET'])),
    join: () => world.joinGroup(group, pick(people)),
    leave: () => world.leaveGroup(group, pick(people)),
    invite: () => world.invite(group, pick(people), owner),
    close: () => world.closeInvitation(group, pick(people), true),
    askToJoin: () => world.askToJoin(group, pick(people), [owner, pick(people)]),
    answer: () => world.answerToJoin(group, pick(people), pick([true, false]), owner),
    role: () => world.changeRole(group, pick(people), pick(['ADMIN', 'MEMBER']), owner),
    async read() {
      const who = pick(people);
      const { nodes } = (await world.inbox(who)).notifications;
      if (nodes.length > 0) await world.mark(who, { upTo: pick(nodes as { id: string }[]).id });
    },
    prefer: () =>
      world.act(pick(people), 'updateNotificationPreferences', 'viewer { id }', {
        preferences: [{ kind: pick(['FOLLOW', 'REACTION', 'MENTION']), channels: pick([['IN_APP'], []]) }],
      }),
  };

  for (let step = 0; step < 150; step += 1) {
    const name = pick(Object.keys(doings));
    await doings[name]?.();
    for (const who of people) {
      const { notifications, unreadNotificationCount } = await world.inbox(who);
      const unread = notifications.nodes.filter(({ readAt }: { readAt: unknown }) => readAt === null);
      expect(unreadNotificationCount, `after ${step} ${name}, COUNTS_SEED=${seed}`).toBe(unread.length);
      for (const { actorCount, actors } of notifications.nodes) {
        expect([actorCount, actors.totalCount], `after ${step} ${name}, COUNTS_SEED=${seed}`).toEqual(
          Array(2).fill(actors.nodes.length),
        );
      }
    }
  }
}, 120_000);
