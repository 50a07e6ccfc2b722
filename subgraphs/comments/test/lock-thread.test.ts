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

const lock = (postId: PostId, viewer: UserId | null, isLocked?: boolean) =>
  world.mutate(
    'lockThread',
    { postId, ...(isLocked !== undefined && { isLocked }) },
    viewer,
    'post { id isThreadLocked }',
  );
const comment = (postId: PostId, viewer: UserId, parentId: string | null = null) =>
  world.mutate('addComment', { postId, body: 'Hi', parentId }, viewer);

test('nobody comments on a locked post, its author neither, until it is opened again; what stands stays', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const parentId = await world.add(bob, postId, 'First');
  expect(await lock(postId, ada)).toEqual({ post: { id: postId, isThreadLocked: true }, errors: [] });
  expect(await lock(postId, ada)).toEqual({ post: { id: postId, isThreadLocked: true }, errors: [] });
  for (const [viewer, parent] of [
    [bob, null],
    [ada, null],
    [bob, parentId],
  ] as const) {
    expect((await comment(postId, viewer, parent)).errors).toMatchObject([
      { __typename: 'ConflictError', path: ['postId'] },
    ]);
  }
  expect((await world.mutate('editComment', { commentId: parentId, body: 'Still' }, bob)).errors).toEqual([]);
  expect(await world.commentsOf(postId, bob)).toMatchObject({ commentCount: 1 });
  expect(await lock(postId, ada, false)).toEqual({ post: { id: postId, isThreadLocked: false }, errors: [] });
  expect((await comment(postId, bob, parentId)).errors).toEqual([]);
});

test('a post without comments is locked as well', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  await lock(postId, ada);
  expect((await comment(postId, bob)).comment).toBeNull();
  expect(await world.commentsOf(postId, bob)).toMatchObject({ commentCount: 0 });
});

test('its author may, and whom posts lets delete it; to whom it is hidden there is none', async () => {
  const [ada, moderator, bob] = [await world.person(), await world.person(), await world.person()];
  const postId = await world.post(ada);
  world.peers.posts = ({ representations, viewer }) =>
    representations.map(() => ({ viewerCanDelete: viewer === moderator }));
  expect((await lock(postId, bob)).errors).toMatchObject([
    { __typename: 'ForbiddenError', path: ['postId'] },
  ]);
  expect((await lock(postId, moderator)).post).toEqual({ id: postId, isThreadLocked: true });
  expect(await lock(postId, null)).toEqual({ codes: ['UNAUTHENTICATED'] });

  world.reset();
  await world.narrow(postId, ada, 'PRIVATE');
  expect((await lock(postId, bob)).errors).toMatchObject([{ __typename: 'NotFoundError', path: ['postId'] }]);
  expect(await lock(postId, bob)).toEqual(await lock(newId('post'), bob));
});

test('of a lock and comments at once, what came before it stands and nothing after', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  await world.add(bob, postId);
  const comments = Array.from({ length: 20 }, () => comment(postId, bob));
  await lock(postId, ada);
  const added = (await Promise.all(comments)).filter(({ errors }) => errors.length === 0).length;
  expect(await world.commentsOf(postId, bob)).toMatchObject({ commentCount: 1 + added });
  expect((await comment(postId, bob)).comment).toBeNull();
});
