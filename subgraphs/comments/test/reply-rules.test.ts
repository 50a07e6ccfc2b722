import { PostEdited } from '@ursa/events/contracts';
import type { PostId, UserId } from '@ursa/ids';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { CommentsWorld } from './comments-world.ts';
import { away, commentsWorld } from './comments-world.ts';

let world: CommentsWorld;
beforeAll(async () => {
  world = await commentsWorld();
});
afterEach(() => world.reset());

/** What becomes of a comment: nothing wrong with it, or the type of the error. */
async function comment(postId: PostId, viewer: UserId, parentId: string | null = null): Promise<string> {
  const { errors } = await world.mutate('addComment', { postId, body: 'Hi', parentId }, viewer);
  return errors[0]?.__typename ?? 'added';
}

test('those who are followed, those who are mentioned and the author may comment; others are told so', async () => {
  const [ada, followed, mentioned, stranger] = [
    await world.person(),
    await world.person(),
    await world.person(),
    await world.person(),
  ];
  await world.follow(ada, followed);
  await world.follow(stranger, ada);
  const outcomes = async (policy: 'EVERYONE' | 'FOLLOWED' | 'MENTIONED') => {
    const postId = await world.postWithRule(ada, policy, mentioned);
    return Promise.all([ada, followed, mentioned, stranger].map((person) => comment(postId, person)));
  };
  expect(await outcomes('EVERYONE')).toEqual(['added', 'added', 'added', 'added']);
  expect(await outcomes('FOLLOWED')).toEqual(['added', 'added', 'added', 'ForbiddenError']);
  expect(await outcomes('MENTIONED')).toEqual(['added', 'ForbiddenError', 'added', 'ForbiddenError']);
});

test('an answer to a comment is bound by the rule too', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.postWithRule(ada, 'MENTIONED');
  const parentId = await world.add(ada, postId);
  expect(await comment(postId, bob, parentId)).toBe('ForbiddenError');
});

test('the rule follows the edits of the post', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.postWithRule(ada, 'EVERYONE');
  const post = { postId, authorId: ada, visibility: 'PUBLIC' as const, mentionedIds: [] };
  await world.receive(PostEdited.create(postId, { ...post, replyPolicy: 'MENTIONED' }));
  expect(await comment(postId, bob)).toBe('ForbiddenError');
  await world.receive(
    PostEdited.create(postId, { ...post, replyPolicy: 'MENTIONED', allMentionedIds: [bob] }),
  );
  expect(await comment(postId, bob)).toBe('added');
});

test('what is not known here, posts says: a follow of this moment counts; without its answer nobody may', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.postWithRule(ada, 'FOLLOWED');
  world.peers.posts = ({ viewer, representations }) =>
    representations.map(() => ({ viewerCanReply: viewer === bob, author: { id: ada } }));
  expect(await comment(postId, bob)).toBe('added');
  world.peers.posts = away;
  expect(await comment(postId, bob)).toBe('ForbiddenError');
});
