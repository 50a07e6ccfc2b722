import type { UserId } from '@ursa/ids';
import { newId, retype } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

const kept = 'post { id viewerHasBookmarked }';
const keep = (postId: string, viewer: UserId) => world.mutate('bookmarkPost', { postId }, viewer, kept);
const forget = (postId: string, viewer: UserId) => world.mutate('unbookmarkPost', { postId }, viewer, kept);

async function bookmarks(of: UserId, viewer: UserId | null = of, args = '(first: 20)') {
  const selection = `bookmarks${args} { nodes { id } pageInfo { hasNextPage endCursor } }`;
  return (await world.entities('Viewer', [{ id: retype(of, 'viewer') }], selection, viewer))[0].bookmarks;
}
const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

describe('bookmarks', () => {
  test('list what is kept, the latest first, page by page; a repeated one keeps its place', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const posts: string[] = [];
    for (let n = 0; n < 5; n += 1) posts.unshift(await world.publish(ada));
    for (const id of posts.toReversed()) {
      expect((await keep(id, bob)).post).toEqual({ id, viewerHasBookmarked: true });
    }
    await keep(posts[4] as string, bob);
    const first = await bookmarks(bob, bob, '(first: 3)');
    expect(ids(first)).toEqual(posts.slice(0, 3));
    const second = await bookmarks(bob, bob, `(first: 3, after: "${first.pageInfo.endCursor}")`);
    expect([ids(second), second.pageInfo.hasNextPage]).toEqual([posts.slice(3), false]);
    expect((await forget(posts[0] as string, bob)).post).toEqual({
      id: posts[0],
      viewerHasBookmarked: false,
    });
    expect(ids(await bookmarks(bob))).toEqual(posts.slice(1));
  });

  test('are nobody else’s business', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.publish(ada);
    await keep(postId, bob);
    for (const viewer of [ada, null]) expect(await bookmarks(bob, viewer)).toBeNull();
    const [post] = await world.entities('Post', [{ id: postId }], 'viewerHasBookmarked', ada);
    expect(post.viewerHasBookmarked).toBe(false);
    expect((await world.emitted()).filter(({ aggregate }) => aggregate === bob)).toEqual([]);
  });

  test('do not show what is hidden by now, but let go of it', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const [open, closed] = [await world.publish(ada), await world.publish(ada)];
    await keep(closed, bob);
    await keep(open, bob);
    await world.mutate('editPost', { postId: closed, visibility: 'FOLLOWERS' }, ada);
    expect(ids(await bookmarks(bob))).toEqual([open]);
    expect(await forget(closed, bob)).toEqual({ post: null, errors: [] });
    for (const act of [keep, forget]) {
      expect((await act(closed, bob)).errors).toMatchObject([
        { __typename: 'NotFoundError', path: ['postId'] },
      ]);
      expect(await act(closed, bob)).toEqual(await act(newId('post'), bob));
    }
  });

  test('fill their pages past what is hidden, from either end, and read what was kept at once', async () => {
    const [ada, zoe, bob] = [await world.person(), await world.person(), await world.person()];
    const [open, shut]: [string[], string[]] = [[], []];
    for (let n = 0; n < 4; n += 1) {
      open.unshift(await world.publish(ada));
      await keep(open[0] as string, bob);
      for (let hidden = 0; hidden < 3; hidden += 1) shut.push(await world.publish(zoe));
      for (const id of shut.slice(-3)) await keep(id, bob);
    }
    await world.block(zoe, bob);
    const first = await bookmarks(bob, bob, '(first: 2)');
    expect([ids(first), first.pageInfo.hasNextPage]).toEqual([open.slice(0, 2), true]);
    const rest = await bookmarks(bob, bob, `(first: 2, after: "${first.pageInfo.endCursor}")`);
    expect(ids(rest)).toEqual(open.slice(2));
    expect(ids(await bookmarks(bob, bob, '(last: 3)'))).toEqual(open.slice(1));
    // A follow of this moment, which only profiles knows yet.
    const fresh = await world.publish(ada, 'x', 'FOLLOWERS');
    world.profilesSays(({ viewer, representations }) =>
      representations.map(() => ({ isPrivate: false, viewerIsFollowing: viewer === bob })),
    );
    await keep(fresh, bob);
    expect(ids(await bookmarks(bob, bob, '(first: 1)'))).toEqual([fresh]);
    world.profilesSays(() => undefined);
  });

  test('of a deleted post go with it', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.publish(ada);
    await keep(postId, bob);
    await world.mutate('deletePost', { postId }, ada, 'deletedPostId');
    expect(ids(await bookmarks(bob))).toEqual([]);
  });
});

describe('a pinned post', () => {
  const pin = (postId: string, viewer: UserId, mutation = 'pinPost') =>
    world.mutate(mutation, { postId }, viewer, 'post { id }');
  const pinned = async (of: UserId, viewer: UserId | null = null) =>
    (await world.entities('User', [{ id: of }], 'pinnedPost { id }', viewer))[0].pinnedPost?.id ?? null;

  test('takes the place of the one before, and goes when it is unpinned or deleted', async () => {
    const ada = await world.person();
    const [one, two] = [await world.publish(ada), await world.publish(ada)];
    await pin(one, ada);
    expect(await pinned(ada)).toBe(one);
    await pin(two, ada);
    await pin(one, ada, 'unpinPost');
    expect(await pinned(ada)).toBe(two);
    await pin(two, ada, 'unpinPost');
    expect(await pinned(ada)).toBeNull();
    await pin(one, ada);
    await world.mutate('deletePost', { postId: one }, ada, 'deletedPostId');
    expect(await pinned(ada)).toBeNull();
  });

  test('is seen by whoever may see it, and pinned by its author alone', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.publish(ada, 'x', 'FOLLOWERS');
    await pin(postId, ada);
    expect([await pinned(ada, ada), await pinned(ada, bob)]).toEqual([postId, null]);
    const open = await world.publish(ada);
    expect((await pin(open, bob)).errors).toMatchObject([{ __typename: 'ForbiddenError' }]);
    expect(await pin(postId, bob)).toEqual(await pin(newId('post'), bob));
  });
});
