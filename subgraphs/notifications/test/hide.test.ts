import type { PostId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { fields, notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

/** Everything a recipient can learn of one notification, by every way into this subgraph. */
async function everyWay(recipient: UserId, id: string, before: string) {
  const { notifications, unreadNotificationCount } = await world.inbox(recipient);
  // A resumed stream shows it or goes on to what comes next, which is a follow.
  const stream = world.watch(recipient, before);
  await world.follow(await world.person(), recipient);
  const event = await stream.next();
  await stream.stop();
  const marked = await world.mark(recipient, { upTo: id });
  return {
    listed: notifications.nodes.some((node: { id: string }) => node.id === id),
    counted: unreadNotificationCount,
    node: (await world.entities('Notification', [id], fields, recipient))[0] !== null,
    streamed: event.notification.id === id,
    marked: marked.viewer !== null || marked.errors,
  };
}

const shown = { listed: true, counted: 1, node: true, streamed: true, marked: true };

/** Somebody mentions a follower in a post for followers. */
async function mention() {
  const [ada, bob] = [await world.person(), await world.person()];
  await world.follow(bob, ada);
  const before = (await world.inbox(bob)).notifications.liveCursor;
  const postId = await world.post(ada, 'FOLLOWERS', [bob]);
  const { nodes } = (await world.inbox(bob)).notifications;
  return { ada, bob, postId, id: nodes[0].id as string, before };
}

type Mention = { ada: UserId; bob: UserId; postId: PostId };

test('who may see it sees it by every way', async () => {
  const { bob, id, before } = await mention();
  expect(await everyWay(bob, id, before)).toEqual(shown);
});

describe.each<[string, (about: Mention) => Promise<unknown>]>([
  ['a narrower audience', ({ ada, postId }) => world.editPost(postId, ada, 'PRIVATE')],
  ['an unfollow', ({ ada, bob }) => world.unfollow(bob, ada)],
  ['a block by the actor', ({ ada, bob }) => world.block(ada, bob)],
  ['a block of the actor', ({ ada, bob }) => world.block(bob, ada)],
  ['a mute of the actor', ({ ada, bob }) => world.mute(bob, ada)],
  ['the deletion of the post', ({ ada, postId }) => world.deletePost(postId, ada)],
])('%s hides it', (_, hide) => {
  test('by every way, as if it had never been', async () => {
    const { ada, bob, postId, id, before } = await mention();
    await hide({ ada, bob, postId });
    const hidden = await everyWay(bob, id, before);
    const refusal = (await world.mark(bob, { upTo: newId('notification') })).errors;
    expect(hidden).toEqual({ listed: false, counted: 0, node: false, streamed: false, marked: refusal });
    expect(refusal).toMatchObject([{ __typename: 'NotFoundError', path: ['upTo'] }]);
  });
});

test('what somebody did to one’s own things is hidden with them', async () => {
  const [ada, eve] = [await world.person(), await world.person()];
  await world.follow(eve, ada);
  const postId = await world.post(ada);
  const commentId = await world.comment(postId, { authorId: eve, postAuthorId: ada });
  const told = [
    ['COMMENT', eve, commentId],
    ['FOLLOW', eve, eve],
  ];
  expect(await world.told(ada)).toEqual(told);
  await world.block(eve, ada);
  expect(await world.told(ada)).toEqual([]);
  expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 0 });
  await world.unblock(eve, ada);
  await world.mute(ada, eve);
  expect(await world.told(ada)).toEqual([]);
  await world.unmute(ada, eve);
  expect(await world.told(ada)).toEqual(told);
});

test('what is hidden comes back with the audience, the mute or the block that hid it', async () => {
  const { ada, bob, postId } = await mention();
  const told = [['MENTION', ada, postId]];
  await world.editPost(postId, ada, 'PRIVATE');
  expect(await world.told(bob)).toEqual([]);
  await world.editPost(postId, ada, 'PUBLIC');
  expect(await world.told(bob)).toEqual(told);
  await world.mute(bob, ada);
  expect(await world.told(bob)).toEqual([]);
  await world.unmute(bob, ada);
  await world.block(ada, bob);
  expect(await world.told(bob)).toEqual([]);
  await world.unblock(ada, bob);
  expect(await world.told(bob)).toEqual(told);
});

test('somebody outside the audience is not told of a mention until they are in it', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada, 'FOLLOWERS', [bob]);
  const commentId = await world.comment(postId, { authorId: ada, postAuthorId: ada, mentionedIds: [bob] });
  expect(await world.told(bob)).toEqual([]);
  await world.follow(bob, ada);
  expect(await world.told(bob)).toEqual([
    ['MENTION', ada, commentId],
    ['MENTION', ada, postId],
  ]);
});

test('a thread goes with its post, a comment alone when it is deleted', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const [postId, other] = [await world.post(ada, 'PUBLIC', [bob]), await world.post(ada)];
  const first = await world.comment(postId, { authorId: bob, postAuthorId: ada });
  const second = await world.comment(postId, { authorId: bob, postAuthorId: ada });
  const third = await world.comment(other, { authorId: bob, postAuthorId: ada });
  await world.deleteComment(postId, second, bob);
  expect(await world.told(ada)).toEqual([
    ['COMMENT', bob, third],
    ['COMMENT', bob, first],
  ]);
  await world.deletePost(postId, ada);
  expect(await world.told(ada)).toEqual([['COMMENT', bob, third]]);
  expect(await world.told(bob)).toEqual([]);
  // What still comes of a deleted post is of no interest.
  await world.comment(postId, { authorId: bob, postAuthorId: ada, mentionedIds: [bob] });
  expect(await world.told(ada)).toHaveLength(1);
  const { rows } = await world.db.execute(sql`
    select 1 from notifications where post_id = ${toUuid(postId)} or subject_id = ${second}`);
  expect(rows).toEqual([]);
});

test("nobody sees somebody else's notifications, whatever they ask for", async () => {
  const { bob, id } = await mention();
  const eve = await world.person();
  for (const viewer of [eve, null]) {
    expect(await world.inbox(bob, { viewer })).toEqual({
      notifications: null,
      unreadNotificationCount: null,
    });
    expect(await world.entities('Notification', [id], fields, viewer)).toEqual([null]);
  }
  const never = newId('notification');
  expect(await world.mark(eve, { upTo: id })).toEqual(await world.mark(eve, { upTo: never }));
  expect(await world.mark(eve, { notificationIds: [id] })).toEqual(
    await world.mark(eve, { notificationIds: [never] }),
  );
  expect(await world.inbox(bob)).toMatchObject({ unreadNotificationCount: 1 });
  expect(await world.entities('Notification', ['notification_1'], 'id', eve)).toEqual([
    { codes: ['BAD_USER_INPUT'] },
  ]);
});
