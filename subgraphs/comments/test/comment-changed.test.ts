import type { PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
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
const edit = (author: UserId, commentId: string, body: string) =>
  world.mutate('editComment', { commentId, body }, author);

test('edits and deletions arrive in order, each as it is; what is added does not', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const [top, alone] = [await world.add(ada, postId, 'Top'), await world.add(bob, postId, 'Alone')];
  await world.add(bob, postId, 'Reply', top);
  const stream = world.watchChanges(postId, bob, await cursorOf(postId, bob));
  await edit(ada, top, 'Topmost');
  expect(await stream.next()).toMatchObject({ commentId: top, comment: { body: 'Topmost' } });
  await edit(ada, top, 'Topmost');
  await world.add(ada, postId, 'More');
  await world.remove(bob, alone);
  expect(await stream.next()).toEqual({ cursor: expect.any(String), commentId: alone, comment: null });
  await world.remove(ada, top);
  const { cursor, ...hollow } = await stream.next();
  expect(hollow).toMatchObject({ commentId: top, comment: { id: top, body: null, author: null } });
  expect(cursor).toBe(await cursorOf(postId, bob));
  await stream.stop();
});

test('a resumed stream brings each comment that changed meanwhile once, as it is now, then goes on', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const [first, second, gone] = [
    await world.add(ada, postId, '1'),
    await world.add(ada, postId, '2'),
    await world.add(ada, postId, '3'),
  ];
  const cursor = await cursorOf(postId, bob);
  await edit(ada, first, '1a');
  await edit(ada, second, '2a');
  await edit(ada, gone, '3a');
  await world.remove(ada, gone);
  await edit(ada, first, '1b');
  const stream = world.watchChanges(postId, bob, cursor);
  const seen = [await stream.next(), await stream.next(), await stream.next()];
  expect(seen.map(({ commentId, comment }) => [commentId, comment?.body])).toEqual([
    [second, '2a'],
    [gone, undefined],
    [first, '1b'],
  ]);
  await edit(ada, second, '2b');
  expect(await stream.next()).toMatchObject({ commentId: second, comment: { body: '2b' } });
  await stream.stop();
});

test('nothing is told of what somebody wrote whom a block hides, gone or not', async () => {
  const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
  const postId = await world.post(ada);
  const [hidden, gone, shown] = [
    await world.add(eve, postId, 'x'),
    await world.add(eve, postId, 'y'),
    await world.add(ada, postId, 'z'),
  ];
  await world.block(eve, bob);
  const stream = world.watchChanges(postId, bob, await cursorOf(postId, bob));
  await edit(eve, hidden, 'changed');
  await world.remove(eve, gone);
  await edit(ada, shown, 'changed');
  expect(await stream.next()).toMatchObject({ commentId: shown });
  await stream.stop();
});

test('it ends when the post is hidden, and is not opened on one that is not there', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const commentId = await world.add(ada, postId);
  const cursor = await cursorOf(postId, bob);
  const stream = world.watchChanges(postId, bob, cursor);
  await edit(ada, commentId, 'seen');
  expect(await stream.next()).toMatchObject({ commentId });
  await world.narrow(postId, ada, 'PRIVATE');
  expect(await stream.next()).toBe('NOT_FOUND');
  expect(await world.watchChanges(postId, bob, cursor).next()).toBe('NOT_FOUND');
  expect(await world.watchChanges(newId('post'), bob, cursor).next()).toBe('NOT_FOUND');
});
