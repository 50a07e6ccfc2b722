import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

const counted = 'post { id repostCount quoteCount viewerHasReposted }';
const repost = (postId: string, viewer: UserId) => world.mutate('repost', { postId }, viewer, counted);
const undo = (postId: string, viewer: UserId) => world.mutate('undoRepost', { postId }, viewer, counted);

async function counts(postId: string, viewer: UserId | null = null) {
  const selection = 'repostCount quoteCount viewerHasReposted';
  return (await world.entities('Post', [{ id: postId }], selection, viewer))[0];
}

describe('a repost', () => {
  test('is counted, told once, seen by who made it, and can be taken back', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.publish(ada);
    expect((await repost(postId, bob)).post).toMatchObject({ repostCount: 1, viewerHasReposted: true });
    expect((await repost(postId, bob)).post).toMatchObject({ repostCount: 1 });
    expect(await counts(postId, ada)).toMatchObject({ repostCount: 1, viewerHasReposted: false });
    expect((await undo(postId, bob)).post).toMatchObject({ repostCount: 0, viewerHasReposted: false });
    expect((await undo(postId, bob)).post).toMatchObject({ repostCount: 0 });
    const payload = { postId, postAuthorId: ada, reposterId: bob };
    expect((await world.emitted()).filter(({ aggregate }) => aggregate === bob)).toMatchObject([
      { type: 'PostReposted', payload },
      { type: 'RepostUndone', payload },
    ]);
  });

  test('20 at once of as many people, each twice, are counted as 20', async () => {
    const postId = await world.publish(await world.person());
    const people = await Promise.all(Array.from({ length: 20 }, () => world.person()));
    await Promise.all([...people, ...people].map((person) => repost(postId, person)));
    expect((await counts(postId)).repostCount).toBe(20);
    await Promise.all([...people, ...people].map((person) => undo(postId, person)));
    expect((await counts(postId)).repostCount).toBe(0);
  });

  test('is of what everybody may see; a hidden post does not exist', async () => {
    const [ada, zoe, bob] = [
      await world.person(),
      await world.person({ isPrivate: true }),
      await world.person(),
    ];
    await world.follow(bob, ada);
    await world.follow(bob, zoe);
    const seen = [await world.publish(ada, 'x', 'FOLLOWERS'), await world.publish(zoe)];
    for (const postId of seen) {
      expect((await repost(postId, bob)).errors).toMatchObject([
        { __typename: 'ForbiddenError', path: ['postId'] },
      ]);
    }
    const hidden = await world.publish(ada, 'x', 'PRIVATE');
    for (const act of [repost, undo]) {
      expect((await act(hidden, bob)).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
      expect(await act(hidden, bob)).toEqual(await act(newId('post'), bob));
    }
  });

  test('of a post that is hidden by now can still be taken back', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.publish(ada);
    await repost(postId, bob);
    await world.mutate('editPost', { postId, visibility: 'PRIVATE' }, ada);
    expect(await undo(postId, bob)).toEqual({ post: null, errors: [] });
    expect((await counts(postId, ada)).repostCount).toBe(0);
  });

  test('goes with its post, also while others repost it', async () => {
    const ada = await world.person();
    const postId = await world.publish(ada);
    const people = await Promise.all(Array.from({ length: 10 }, () => world.person()));
    const [gone] = await Promise.all([
      world.mutate('deletePost', { postId }, ada, 'deletedPostId'),
      ...people.map((person) => repost(postId, person)),
    ]);
    expect(gone).toEqual({ deletedPostId: postId, errors: [] });
    expect(await world.post(postId, ada)).toBeNull();
  });
});

const quoting = 'post { id quotedPost { id body } quotesUnavailablePost }';
const quote = (quotedPostId: string, viewer: UserId, rest: object = {}) =>
  world.mutate('createPost', { body: 'Look', quotedPostId, ...rest }, viewer, quoting);

describe('a quote', () => {
  test('shows the post by reference, counts, and names it in its event', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.publish(ada, 'Before');
    const { post } = await quote(postId, bob);
    expect(post).toMatchObject({ quotedPost: { id: postId, body: 'Before' }, quotesUnavailablePost: false });
    expect((await world.emitted()).at(-1)?.payload).toMatchObject({
      quotedPostId: postId,
      quotedAuthorId: ada,
    });
    await world.mutate('editPost', { postId, body: 'After' }, ada);
    const [now] = await world.entities('Post', [{ id: post.id }], 'quotedPost { body }', null);
    expect(now.quotedPost.body).toBe('After');
    expect((await counts(postId)).quoteCount).toBe(1);
    await world.mutate('editPost', { postId: post.id, visibility: 'FOLLOWERS' }, bob);
    expect((await counts(postId)).quoteCount).toBe(0);
    await world.mutate('editPost', { postId: post.id, visibility: 'PUBLIC' }, bob);
    await world.mutate('deletePost', { postId: post.id }, bob, 'deletedPostId');
    expect((await counts(postId)).quoteCount).toBe(0);
  });

  test('is hollow once the post is gone or hidden', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const [gone, hidden] = [await world.publish(ada), await world.publish(ada)];
    const quotes = [(await quote(gone, bob)).post.id, (await quote(hidden, bob)).post.id];
    await world.mutate('deletePost', { postId: gone }, ada, 'deletedPostId');
    await world.mutate('editPost', { postId: hidden, visibility: 'PRIVATE' }, ada);
    const keys = quotes.map((id) => ({ id }));
    const selection = 'quotedPost { id } quotesUnavailablePost';
    const hollow = { quotedPost: null, quotesUnavailablePost: true };
    expect(await world.entities('Post', keys, selection, bob)).toEqual([hollow, hollow]);
    expect(await world.entities('Post', keys, selection, ada)).toEqual([
      hollow,
      { quotedPost: { id: hidden }, quotesUnavailablePost: false },
    ]);
  });

  test('is of what everybody may see; a hidden post does not exist', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    await world.follow(bob, ada);
    const [seen, hidden] = [
      await world.publish(ada, 'x', 'FOLLOWERS'),
      await world.publish(ada, 'x', 'PRIVATE'),
    ];
    expect((await quote(seen, bob)).errors).toMatchObject([
      { __typename: 'ForbiddenError', path: ['quotedPostId'] },
    ]);
    expect((await quote(hidden, bob)).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
    expect(await quote(hidden, bob)).toEqual(await quote(newId('post'), bob));
    expect((await quote('post_1', bob)).errors).toMatchObject([
      { __typename: 'ValidationError', path: ['quotedPostId'] },
    ]);
    expect((await world.postsOf(bob, bob)).totalCount).toBe(0);
  });
});
