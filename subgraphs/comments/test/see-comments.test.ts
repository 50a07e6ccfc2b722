import { UserUnblocked, UserUnfollowed } from '@ursa/events/contracts';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { CommentsWorld } from './comments-world.ts';
import { away, commentsWorld, idsIn } from './comments-world.ts';

let world: CommentsWorld;
beforeAll(async () => {
  world = await commentsWorld();
});
afterEach(() => world.reset());

/** Everything a viewer can learn of a comment on a post, by every way into this subgraph. */
async function everyWay(postId: PostId, commentId: CommentId, viewer: UserId | null) {
  const input = { commentId, body: 'Changed' };
  const stream = world.watch(postId, viewer);
  const unseen = async () => [await stream.next(), await stream.next()];
  const ways = {
    comment: await world.comment(commentId, viewer),
    entity: await world.entities('Comment', [commentId], 'id body replyCount replies { totalCount }', viewer),
    list: await world.commentsOf(postId, viewer, '', 'body'),
    ...(viewer && {
      add: await world.mutate('addComment', { postId, body: 'Hi' }, viewer),
      reply: await world.mutate('addComment', { postId, body: 'Hi', parentId: commentId }, viewer),
      edit: await world.mutate('editComment', input, viewer),
      remove: await world.remove(viewer, commentId),
    }),
    stream: await unseen(),
  };
  return ways;
}

test('a comment is seen with its post: by strangers, followers, the blocked and nobody in particular', async () => {
  const [open, closed] = [await world.person(), await world.person({ isPrivate: true })];
  const [stranger, follower] = [await world.person(), await world.person()];
  const [blocked, blocker] = [await world.person(), await world.person()];
  await world.follow(follower, open);
  await world.follow(follower, closed);
  await world.follow(blocked, open);
  await world.block(open, blocked);
  await world.block(blocker, open);

  /** The audiences in which the viewer sees a comment of the author. */
  const seen = async (authorId: UserId, viewer: UserId | null) => {
    const found: string[] = [];
    for (const visibility of ['PUBLIC', 'FOLLOWERS', 'PRIVATE'] as const) {
      const postId = await world.post(authorId, visibility);
      const id = await world.add(authorId, postId);
      const [comment, [entity]] = [
        await world.comment(id, viewer),
        await world.entities('Comment', [id], 'id', viewer),
      ];
      const { commentCount, comments } = await world.commentsOf(postId, viewer);
      const answer = comment !== null;
      expect([entity !== null, commentCount === 1, comments !== null]).toEqual([answer, answer, answer]);
      if (answer) found.push(visibility);
    }
    return found;
  };
  expect(await seen(open, open)).toEqual(['PUBLIC', 'FOLLOWERS', 'PRIVATE']);
  expect(await seen(open, follower)).toEqual(['PUBLIC', 'FOLLOWERS']);
  expect(await seen(open, stranger)).toEqual(['PUBLIC']);
  expect(await seen(open, null)).toEqual(['PUBLIC']);
  expect(await seen(open, blocked)).toEqual([]);
  expect(await seen(open, blocker)).toEqual([]);
  expect(await seen(closed, follower)).toEqual(['PUBLIC', 'FOLLOWERS']);
  expect(await seen(closed, stranger)).toEqual([]);
  expect(await seen(closed, null)).toEqual([]);
});

test('what may not be seen reads, whichever way one comes, as what never was', async () => {
  const [ada, eve] = [await world.person(), await world.person()];
  const hidden = await world.post(ada, 'FOLLOWERS');
  const commentId = await world.add(ada, hidden);
  for (const viewer of [eve, null]) {
    const never = await everyWay(newId('post'), newId('comment'), viewer);
    expect(await everyWay(hidden, commentId, viewer)).toEqual(never);
    expect(never.stream).toEqual(['NOT_FOUND', 'ended']);
  }
  expect(await world.comment(commentId, ada)).toMatchObject({ body: 'Hello' });
});

test('between two people a block hides their comments both ways, on anybody’s post, until it is lifted', async () => {
  const [host, ada, eve] = [await world.person(), await world.person(), await world.person()];
  const postId = await world.post(host);
  const top = await world.add(host, postId, 'top');
  const ofEve = await world.add(eve, postId, 'eve');
  const replyOfEve = await world.add(eve, postId, 'eve too', top);
  const replyOfHost = await world.add(host, postId, 'to eve', ofEve);
  await world.block(ada, eve);

  const never = newId('comment');
  const read = async (id: CommentId) => [
    await world.comment(id, ada),
    await world.entities('Comment', [id], 'id body', ada),
    await world.mutate('addComment', { postId, body: 'Hi', parentId: id }, ada),
    await world.mutate('editComment', { commentId: id, body: 'Hi' }, ada),
    await world.remove(ada, id),
  ];
  expect(await read(ofEve)).toEqual(await read(never));
  expect(await world.comment(top, eve)).toMatchObject({ id: top });

  const list = async (viewer: UserId) => {
    const { commentCount, comments } = await world.commentsOf(postId, viewer);
    return [commentCount, comments.totalCount, idsIn(comments)];
  };
  const replies = async (viewer: UserId) => {
    const { replyCount, replies } = await world.repliesOf(top, viewer);
    return [replyCount, replies.totalCount, idsIn(replies)];
  };
  expect(await list(ada)).toEqual([2, 1, [top]]);
  expect(await replies(ada)).toEqual([0, 0, []]);
  expect(await list(host)).toEqual([4, 2, [top, ofEve]]);
  expect(await replies(host)).toEqual([1, 1, [replyOfEve]]);
  // What others say stays; the hidden comment above it does not show.
  expect(await world.comment(replyOfHost, ada)).toMatchObject({ body: 'to eve', parent: null });

  const ofAda = await world.add(ada, postId, 'ada');
  expect(await world.comment(ofAda, eve)).toBeNull();
  expect((await list(eve))[0]).toBe(4);

  await world.receive(UserUnblocked.create(ada, { blockerId: ada, blockedId: eve }));
  expect(await list(ada)).toEqual([5, 3, [top, ofEve, ofAda]]);
});

test('a hollow of a hidden person is neither shown nor counted', async () => {
  const [host, ada, eve] = [await world.person(), await world.person(), await world.person()];
  const postId = await world.post(host);
  const hollow = await world.add(eve, postId);
  await world.add(host, postId, 'reply', hollow);
  await world.remove(eve, hollow);
  await world.block(eve, ada);
  expect(await world.commentsOf(postId, ada)).toMatchObject({
    commentCount: 1,
    comments: { totalCount: 0, nodes: [] },
  });
  expect(await world.comment(hollow, ada)).toBeNull();
  expect(await world.commentsOf(postId, host)).toMatchObject({
    commentCount: 1,
    comments: { totalCount: 1 },
  });
});

test('a post that the projection does not open is asked about: once for all, as this viewer', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const fresh = newId('post');
  const shut = await world.post(ada, 'FOLLOWERS');
  const questions: unknown[] = [];
  world.peers.posts = ({ viewer, caller, representations }) => {
    questions.push([viewer, caller, representations.map(({ id }) => id)]);
    return representations.map(() => ({ author: { id: ada }, viewerCanReply: true }));
  };
  expect(await world.entities('Post', [fresh, shut], 'commentCount', bob)).toEqual([
    { commentCount: 0 },
    { commentCount: 0 },
  ]);
  expect(questions).toEqual([[bob, 'comments', [fresh, shut]]]);
  // A post of this very moment can be commented on.
  const { comment, errors } = await world.mutate('addComment', { postId: fresh, body: 'First' }, bob);
  expect(errors).toEqual([]);
  expect(await world.comment(comment.id, bob)).toMatchObject({ body: 'First' });
});

test('while posts is away nobody is let in who was not in before', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const [open, shut] = [await world.post(ada), await world.post(ada, 'FOLLOWERS')];
  const [seen, unseen] = [await world.add(ada, open), await world.add(ada, shut)];
  world.peers.posts = away;
  world.peers.profiles = away;
  expect(await world.comment(seen, bob)).toMatchObject({ id: seen });
  expect(await world.comment(unseen, bob)).toBeNull();
  expect(await world.comment(unseen, ada)).toMatchObject({ id: unseen });
  expect(await world.commentsOf(shut, bob)).toEqual({ commentCount: null, comments: null });
  const { errors } = await world.mutate('addComment', { postId: newId('post'), body: 'Hi' }, bob);
  expect(errors).toMatchObject([{ __typename: 'NotFoundError' }]);
});

test('an answer of posts that is not whole opens nothing', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const shut = await world.post(ada, 'PRIVATE');
  for (const answer of [{ author: null }, { author: { id: 'nonsense' } }, {}]) {
    world.peers.posts = ({ representations }) => representations.map(() => answer);
    expect(await world.commentsOf(shut, bob)).toEqual({ commentCount: null, comments: null });
  }
});

test('an unfollow, and a narrower audience, close the door', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada, 'FOLLOWERS');
  const id = await world.add(ada, postId);
  await world.follow(bob, ada);
  expect(await world.comment(id, bob)).toMatchObject({ id });
  await world.receive(UserUnfollowed.create(bob, { followerId: bob, followedId: ada }));
  expect(await world.comment(id, bob)).toBeNull();

  const open = await world.post(ada);
  const ofBob = await world.add(bob, open);
  await world.narrow(open, ada, 'PRIVATE');
  // Also to whoever commented: their own comment went out of sight with the post.
  expect(await world.comment(ofBob, bob)).toBeNull();
  expect(await world.comment(ofBob, ada)).toMatchObject({ id: ofBob });
});

test('a malformed id is a clear error, an unknown one is nothing', async () => {
  const query = 'query ($id: ID!) { comment(id: $id) { id } }';
  expect(await world.ask(query, { id: 'comment_1' }, null)).toEqual({ codes: ['BAD_USER_INPUT'] });
  expect(await world.ask(query, { id: newId('post') }, null)).toEqual({ codes: ['BAD_USER_INPUT'] });
  expect(await world.ask(query, { id: newId('comment') }, null)).toEqual({ comment: null });
});
