import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { commentAdded, notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

describe('whom an event concerns is told', () => {
  test('a follow: of the follower', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    await world.follow(bob, ada);
    expect(await world.told(ada)).toEqual([['FOLLOW', bob, bob]]);
    expect(await world.told(bob)).toEqual([]);
    const { nodes } = (await world.inbox(ada)).notifications;
    expect(nodes).toMatchObject([
      { readAt: null, subject: { __typename: 'User' }, actors: { totalCount: 1, nodes: [{ id: bob }] } },
    ]);
  });

  test('a request to follow: of who asks, until it is answered; then who asked, of the acceptance', async () => {
    const [ada, bob] = [await world.person({ isPrivate: true }), await world.person()];
    await world.askToFollow(bob, ada);
    expect(await world.told(ada)).toEqual([['FOLLOW_REQUEST', bob, bob]]);
    await world.closeRequest(bob, ada, true);
    await world.follow(bob, ada, true);
    expect(await world.told(ada)).toEqual([]);
    expect(await world.told(bob)).toEqual([['FOLLOW_ACCEPTED', ada, ada]]);
  });

  test('a comment: the author of the post', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.post(ada);
    const commentId = await world.comment(postId, { authorId: bob, postAuthorId: ada });
    expect(await world.told(ada)).toEqual([['COMMENT', bob, commentId]]);
    expect(await world.told(bob)).toEqual([]);
  });

  test('an answer: the author of the comment, and the author of the post', async () => {
    const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
    const postId = await world.post(ada);
    const about = { postAuthorId: ada, parentId: newId('comment'), parentAuthorId: bob };
    const commentId = await world.comment(postId, { authorId: eve, ...about });
    expect(await world.told(bob)).toEqual([['REPLY', eve, commentId]]);
    expect(await world.told(ada)).toEqual([['COMMENT', eve, commentId]]);
  });

  test('a mention: in a post, an edited post, a comment, an edited comment', async () => {
    const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
    const postId = await world.post(ada, 'PUBLIC', [bob]);
    expect(await world.told(bob)).toEqual([['MENTION', ada, postId]]);
    await world.editPost(postId, ada, 'PUBLIC', [eve]);
    expect(await world.told(eve)).toEqual([['MENTION', ada, postId]]);
    const commentId = await world.comment(postId, { authorId: ada, postAuthorId: ada, mentionedIds: [bob] });
    expect((await world.told(bob))[0]).toEqual(['MENTION', ada, commentId]);
    await world.editComment(postId, commentId, ada, [eve]);
    expect((await world.told(eve))[0]).toEqual(['MENTION', ada, commentId]);
  });

  test('once each, by what says it best', async () => {
    const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
    const postId = await world.post(ada);
    // An answer to the post's own author who is mentioned too, and a mention of the same person twice.
    const parent = { parentId: newId('comment'), parentAuthorId: ada };
    const mentionedIds = [ada, eve, eve];
    await world.comment(postId, { authorId: bob, postAuthorId: ada, ...parent, mentionedIds });
    expect((await world.told(ada)).map(([kind]) => kind)).toEqual(['REPLY']);
    expect((await world.told(eve)).map(([kind]) => kind)).toEqual(['MENTION']);
    await world.comment(postId, { authorId: bob, postAuthorId: ada, mentionedIds: [ada] });
    expect((await world.told(ada)).map(([kind]) => kind)).toEqual(['COMMENT', 'REPLY']);
  });
});

test('when it happened is when it happened, not when it was heard of', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const event = commentAdded(await world.post(ada), { authorId: bob, postAuthorId: ada });
  await world.receive({ ...event, occurredAt: '2026-01-02T03:04:05.678Z' });
  const { nodes } = (await world.inbox(ada)).notifications;
  expect(nodes).toMatchObject([{ createdAt: '2026-01-02T03:04:05.678Z' }]);
});

test('nobody is told of what they did themselves', async () => {
  const ada = await world.person();
  const postId = await world.post(ada, 'PUBLIC', [ada]);
  const about = { postAuthorId: ada, parentId: newId('comment'), parentAuthorId: ada, mentionedIds: [ada] };
  const commentId = await world.comment(postId, { authorId: ada, ...about });
  await world.editComment(postId, commentId, ada, [ada]);
  expect(await world.told(ada)).toEqual([]);
  expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 0 });
});

describe.each([
  ['blocked by the recipient', (recipient: UserId, actor: UserId) => world.block(recipient, actor)],
  ['blocking the recipient', (recipient: UserId, actor: UserId) => world.block(actor, recipient)],
  ['muted by the recipient', (recipient: UserId, actor: UserId) => world.mute(recipient, actor)],
])('nobody is told of people %s', (_, hide) => {
  test('by any kind of event, then or later', async () => {
    const [ada, eve, host] = [await world.person(), await world.person(), await world.person()];
    const postId = await world.post(ada);
    const otherPost = await world.post(host);
    await hide(ada, eve);
    await world.follow(eve, ada);
    await world.askToFollow(eve, ada);
    await world.follow(ada, eve, true);
    await world.post(eve, 'PUBLIC', [ada]);
    const commentId = await world.comment(postId, { authorId: eve, postAuthorId: ada });
    await world.editComment(postId, commentId, eve, [ada]);
    const parent = { parentId: newId('comment'), parentAuthorId: ada };
    await world.comment(otherPost, { authorId: eve, postAuthorId: host, ...parent });
    await world.comment(otherPost, { authorId: eve, postAuthorId: host, mentionedIds: [ada] });
    expect(await world.told(ada)).toEqual([]);
    expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 0 });
    expect((await world.told(host)).length).toBe(2);
    await world.unblock(ada, eve);
    await world.unblock(eve, ada);
    await world.unmute(ada, eve);
    expect(await world.told(ada)).toEqual([]);
  });
});

test('muting goes one way', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  await world.mute(ada, bob);
  await world.follow(ada, bob);
  expect(await world.told(bob)).toEqual([['FOLLOW', ada, ada]]);
});

describe('nobody is told twice', () => {
  test('when an event is delivered again, also after the inbox forgot it', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.post(ada);
    const event = commentAdded(postId, { authorId: bob, postAuthorId: ada, mentionedIds: [ada] });
    await world.receive(event, event);
    await world.db.execute(sql`delete from inbox where event_id = ${event.id}`);
    await world.receive(event);
    expect((await world.told(ada)).length).toBe(1);
    expect((await world.emitted()).filter(({ aggregate }) => aggregate === ada)).toHaveLength(1);
  });

  test('when a follow is repeated, or a mention comes back with an edit', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    for (let n = 0; n < 3; n += 1) {
      await world.follow(bob, ada);
      await world.unfollow(bob, ada);
    }
    expect(await world.told(ada)).toEqual([['FOLLOW', bob, bob]]);
    const postId = await world.post(bob, 'PUBLIC', [ada]);
    await world.editPost(postId, bob, 'PUBLIC', [ada]);
    expect((await world.told(ada)).length).toBe(2);
  });

  test('but a new request after one that was withdrawn is news', async () => {
    const [ada, bob] = [await world.person({ isPrivate: true }), await world.person()];
    await world.askToFollow(bob, ada);
    await world.closeRequest(bob, ada, false);
    expect(await world.told(ada)).toEqual([]);
    await world.askToFollow(bob, ada);
    expect(await world.told(ada)).toEqual([['FOLLOW_REQUEST', bob, bob]]);
  });
});

test('each notification has its event, in the sequence of its recipient', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  await world.follow(bob, ada);
  await world.post(bob, 'PUBLIC', [ada]);
  const { nodes } = (await world.inbox(ada)).notifications;
  const events = (await world.emitted()).filter(({ aggregate }) => aggregate === ada);
  expect(events.map(({ type, sequence, payload }) => [type, sequence, payload])).toEqual([
    ['NotificationAdded', 1, { notificationId: nodes[1].id, recipientId: ada }],
    ['NotificationAdded', 2, { notificationId: nodes[0].id, recipientId: ada }],
  ]);
});
