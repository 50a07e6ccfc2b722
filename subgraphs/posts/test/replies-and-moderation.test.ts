import type { UserId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

describe('viewerCanReply', () => {
  const may = async (id: string, viewer: UserId | null) =>
    (await world.entities('Post', [{ id }], 'viewerCanReply', viewer))[0].viewerCanReply;
  const post = async (author: UserId, replyPolicy: string, body = 'Hello') =>
    (await world.mutate('createPost', { body, replyPolicy }, author)).post.id;

  test('is for everyone, those the author follows, or those mentioned; always for the author', async () => {
    const [ada, followed, eve] = [await world.person(), await world.person(), await world.person()];
    const named = await world.person({ username: 'named_one' });
    await world.follow(ada, followed);
    await world.follow(eve, ada);
    const outcomes = async (replyPolicy: string) => {
      const id = await post(ada, replyPolicy, 'Hello @named_one');
      return Promise.all([ada, followed, named, eve, null].map((viewer) => may(id, viewer)));
    };
    expect(await outcomes('EVERYONE')).toEqual([true, true, true, true, false]);
    expect(await outcomes('FOLLOWED')).toEqual([true, true, true, false, false]);
    expect(await outcomes('MENTIONED')).toEqual([true, false, true, false, false]);
  });

  test('follows an edit, and what profiles knows before its events arrive', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const id = await post(ada, 'EVERYONE');
    await world.mutate('editPost', { postId: id, replyPolicy: 'FOLLOWED' }, ada);
    expect((await world.emitted()).at(-1)).toMatchObject({ payload: { replyPolicy: 'FOLLOWED' } });
    expect(await may(id, bob)).toBe(false);
    world.profilesSays(({ viewer, representations }) =>
      representations.map(() => ({ isFollowingViewer: viewer === bob })),
    );
    expect(await may(id, bob)).toBe(true);
    world.profilesSays(() => undefined);
  });
});

describe('deletePost', () => {
  const remove = (postId: string, viewer: UserId) =>
    world.mutate('deletePost', { postId }, viewer, 'deletedPostId');

  test('is for those who moderate the group, and for no other member', async () => {
    const [mod, ada, bob] = [await world.person(), await world.person(), await world.person()];
    const groupId = await world.group('PRIVATE', mod, ada, bob);
    const { post } = await world.mutate('createPost', { body: 'Hi', groupId }, ada);
    const can = async (viewer: UserId) =>
      (await world.entities('Post', [{ id: post.id }], 'viewerCanDelete', viewer))[0].viewerCanDelete;
    expect([await can(mod), await can(ada), await can(bob)]).toEqual([true, true, false]);
    expect((await remove(post.id, bob)).errors).toMatchObject([{ __typename: 'ForbiddenError' }]);
    expect((await world.mutate('editPost', { postId: post.id, body: 'x' }, mod)).errors).toMatchObject([
      { __typename: 'ForbiddenError' },
    ]);
    expect(await remove(post.id, mod)).toEqual({ deletedPostId: post.id, errors: [] });
    expect((await world.emitted()).at(-1)).toMatchObject({ type: 'PostDeleted', payload: { authorId: ada } });
    const [group] = await world.entities('Group', [{ id: groupId }], 'posts { totalCount }', ada);
    expect(group.posts.totalCount).toBe(0);
  });

  test('of a post outside of groups moderates nobody', async () => {
    const [mod, ada] = [await world.person(), await world.person()];
    await world.group('PUBLIC', mod, ada);
    expect((await remove(await world.publish(ada), mod)).errors).toMatchObject([
      { __typename: 'ForbiddenError' },
    ]);
  });
});
