import { UserUnfollowed } from '@ursa/events/contracts';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { liveChannel } from '@ursa/live';
import { liveCursor } from '@ursa/pagination';
import { waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { CommentsWorld } from './comments-world.ts';
import { commentsWorld } from './comments-world.ts';

let world: CommentsWorld;
beforeAll(async () => {
  world = await commentsWorld();
});
afterEach(() => world.reset());

const cursorOf = async (postId: PostId, viewer: UserId | null): Promise<string> =>
  (await world.commentsOf(postId, viewer)).comments.liveCursor;

/** A stream that stands where the thread stands now. */
async function watchFromNow(postId: PostId, viewer: UserId | null) {
  return world.watch(postId, viewer, await cursorOf(postId, viewer));
}

test('every comment and reply arrives, in order, with its cursor', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const stream = await watchFromNow(postId, bob);
  const top = await world.add(ada, postId, 'One');
  const reply = await world.add(bob, postId, 'Two', top);
  expect(await stream.next()).toEqual({
    cursor: expect.any(String),
    comment: await world
      .comment(top, bob)
      .then((comment) => ({ ...comment, replyCount: expect.any(Number) })),
  });
  const { comment, cursor } = await stream.next();
  expect(comment).toMatchObject({ id: reply, parent: { id: top }, viewerCanEdit: true });
  expect(cursor).toBe(await cursorOf(postId, bob));
  await stream.stop();
});

test('without a cursor only what comes from now on arrives', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  const before = await world.add(ada, postId, 'before');
  const stream = world.watch(postId, null);
  const first = stream.next();
  const added: CommentId[] = [];
  let arrived = false;
  void first.then(() => {
    arrived = true;
  });
  await waitFor(async () => {
    added.push(await world.add(ada, postId, 'now'));
    return arrived;
  });
  const { comment } = await first;
  expect(added).toContain(comment.id);
  expect(comment.id).not.toBe(before);
  await stream.stop();
});

test('a resumed stream brings exactly what was missed, then goes on: an id below the others too', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const stream = await watchFromNow(postId, bob);
  const seen = await world.add(ada, postId, 'seen');
  const { comment, cursor } = await stream.next();
  expect(comment.id).toBe(seen);
  await stream.stop();

  const missed = [await world.add(ada, postId, 'm1'), await world.add(ada, postId, 'low')];
  // As a process would number it whose clock is behind: an id below all that were seen, committed after them.
  await world.db.execute(sql`
    update comments set id = overlay(id::text placing '00000000' from 1 for 8)::uuid
    where id = ${toUuid(missed[1] as CommentId)}`);
  const gone = await world.add(ada, postId, 'gone');
  missed.push(await world.add(ada, postId, 'm3'));
  await world.mutate('editComment', { commentId: missed[2], body: 'm3 edited' }, ada);
  await world.remove(ada, gone);

  const resumed = world.watch(postId, bob, cursor);
  const bodies = async (count: number) => {
    const found: string[] = [];
    while (found.length < count) found.push((await resumed.next()).comment.body);
    return found;
  };
  expect(await bodies(3)).toEqual(['m1', 'low', 'm3 edited']);
  await world.add(ada, postId, 'live');
  expect(await bodies(1)).toEqual(['live']);
  await resumed.stop();
});

test('more than one batch is caught up with', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  const cursor = await cursorOf(postId, ada);
  await world.add(ada, postId);
  // 120 comments with their sequences, as their mutations would leave them.
  await world.db.execute(sql`
    insert into comments (id, post_id, author_id, depth, body, entities, sequence, reply_count, child_count, created_at)
    select gen_random_uuid(), post_id, author_id, depth, nth::text, entities, nth, 0, 0, now()
    from comments, generate_series(2, 121) as nth where post_id = ${toUuid(postId)}`);
  await world.db.execute(sql`update aggregates set sequence = 121 where aggregate = ${postId}`);
  const stream = world.watch(postId, ada, cursor);
  const bodies: string[] = [];
  while (bodies.length < 121) bodies.push((await stream.next()).comment.body);
  expect(bodies).toEqual(['Hello', ...Array.from({ length: 120 }, (_, n) => `${n + 2}`)]);
  await stream.stop();
});

test('two streams see 60 parallel comments once each, in the same order: that of their commits', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const streams = [await watchFromNow(postId, ada), await watchFromNow(postId, null)];
  const collected = streams.map(async (stream) => {
    const ids: CommentId[] = [];
    while (ids.length < 60) ids.push((await stream.next()).comment.id);
    return ids;
  });
  await Promise.all(Array.from({ length: 60 }, (_, n) => world.add(n % 2 ? ada : bob, postId, `${n}`)));
  const [first, second] = await Promise.all(collected);
  const events = await world.eventsOf(postId);
  expect(first).toEqual(events.map(({ payload }) => (payload as { commentId: CommentId }).commentId));
  expect(second).toEqual(first);
  await Promise.all(streams.map((stream) => stream.stop()));
});

test('what people say whom a block hides is not streamed; others are', async () => {
  const [host, ada, eve] = [await world.person(), await world.person(), await world.person()];
  const postId = await world.post(host);
  const stream = await watchFromNow(postId, ada);
  await world.add(eve, postId, 'before the block');
  expect(await stream.next()).toMatchObject({ comment: { body: 'before the block' } });
  await world.block(eve, ada);
  await world.add(eve, postId, 'hidden');
  await world.add(host, postId, 'shown');
  expect(await stream.next()).toMatchObject({ comment: { body: 'shown' } });
  await stream.stop();
});

test.each([
  ['a block by the author', (author: UserId, viewer: UserId) => world.block(author, viewer)],
  ['a block of the author', (author: UserId, viewer: UserId) => world.block(viewer, author)],
  [
    'an unfollow',
    (followedId: UserId, followerId: UserId) =>
      world.receive(UserUnfollowed.create(followerId, { followerId, followedId })),
  ],
])('%s ends the stream in place of the next event', async (_, revoke) => {
  const [ada, bob] = [await world.person(), await world.person()];
  await world.follow(bob, ada);
  const postId = await world.post(ada, 'FOLLOWERS');
  const stream = await watchFromNow(postId, bob);
  await world.add(ada, postId, 'seen');
  expect(await stream.next()).toMatchObject({ comment: { body: 'seen' } });
  await revoke(ada, bob);
  await world.add(ada, postId, 'unseen');
  expect([await stream.next(), await stream.next()]).toEqual(['NOT_FOUND', 'ended']);
});

test.each([
  ['a narrower audience', (author: UserId, postId: PostId) => world.narrow(postId, author, 'PRIVATE')],
  ['the deletion of the post', (author: UserId, postId: PostId) => world.deletePost(postId, author)],
])('%s ends the stream at once', async (_, revoke) => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const stream = await watchFromNow(postId, bob);
  await world.add(ada, postId, 'seen');
  expect(await stream.next()).toMatchObject({ comment: { body: 'seen' } });
  await revoke(ada, postId);
  expect([await stream.next(), await stream.next()]).toEqual(['NOT_FOUND', 'ended']);
});

test('an edit that leaves the audience as it is leaves the stream as it is', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const stream = await watchFromNow(postId, bob);
  await world.narrow(postId, ada, 'PUBLIC');
  await world.add(ada, postId, 'after');
  expect(await stream.next()).toMatchObject({ comment: { body: 'after' } });
  await stream.stop();
});

test('a cursor that is malformed, foreign or ahead is refused', async () => {
  const ada = await world.person();
  const [postId, other] = [await world.post(ada), await world.post(ada)];
  await world.add(ada, postId);
  const page = await world.commentsOf(postId, ada);
  const bad = [
    'nonsense',
    '',
    await cursorOf(other, ada),
    page.comments.edges[0].cursor,
    liveCursor(liveChannel('comments', postId), 2),
  ];
  for (const after of bad) {
    const stream = world.watch(postId, ada, after);
    expect([await stream.next(), await stream.next()]).toEqual(['BAD_CURSOR', 'ended']);
  }
});

test('a malformed post id is a clear error, an unknown one is not found', async () => {
  expect(await world.watch('post_1', null).next()).toBe('BAD_USER_INPUT');
  expect(await world.watch(newId('post'), null).next()).toBe('NOT_FOUND');
});

test('a stream that is left watches nothing any more', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  await waitFor(() => world.live.watchedChannels === 0);
  const stream = world.watch(postId, ada);
  const next = stream.next();
  await waitFor(() => world.live.watchedChannels === 1);
  await stream.stop();
  expect(await next).toBe('ended');
  await waitFor(() => world.live.watchedChannels === 0);
});
