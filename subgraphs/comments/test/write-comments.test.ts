import type { CommentId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CommentsWorld } from './comments-world.ts';
import { commentsWorld } from './comments-world.ts';

let world: CommentsWorld;
beforeAll(async () => {
  world = await commentsWorld();
});

describe('addComment', () => {
  test('adds: the comment is there, counted, and its event says whom it concerns', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const eve = await world.person({ username: 'eve' });
    const postId = await world.post(ada);
    const { comment, errors } = await world.mutate('addComment', { postId, body: ' Hi @Eve #Ursa ' }, bob);
    expect(errors).toEqual([]);
    expect(comment).toMatchObject({
      body: 'Hi @Eve #Ursa',
      author: { id: bob },
      post: { id: postId },
      parent: null,
      depth: 0,
      replyCount: 0,
      editedAt: null,
      viewerCanEdit: true,
      viewerCanDelete: true,
    });
    const seen = await world.comment(comment.id, null);
    expect(seen).toEqual({ ...comment, viewerCanEdit: false, viewerCanDelete: false });
    expect(await world.commentsOf(postId, null)).toMatchObject({
      commentCount: 1,
      comments: { totalCount: 1, nodes: [{ id: comment.id }] },
    });
    const addressed = {
      commentId: comment.id,
      postId,
      postAuthorId: ada,
      authorId: bob,
      mentionedIds: [eve],
    };
    expect(await world.eventsOf(postId)).toMatchObject([
      { type: 'CommentAdded', sequence: 1, payload: { ...addressed, parentId: null, parentAuthorId: null } },
    ]);
  });

  test('finds mentions and hashtags with their positions', async () => {
    const ada = await world.person();
    const kim = await world.person({ username: 'kim' });
    const entities =
      'entities { __typename start end ... on MentionEntity { user { id } } ... on HashtagEntity { name } }';
    const input = { postId: await world.post(ada), body: '🐻 @kim @nobody_here #Bär' };
    const { comment } = await world.mutate('addComment', input, ada, `comment { ${entities} }`);
    expect(comment.entities).toEqual([
      { __typename: 'MentionEntity', start: 3, end: 7, user: { id: kim } },
      { __typename: 'HashtagEntity', start: 21, end: 25, name: 'Bär' },
    ]);
  });

  test('answers a comment, whose author the event names', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    const postId = await world.post(ada);
    const parentId = await world.add(ada, postId);
    const { comment } = await world.mutate('addComment', { postId, body: 'Yes', parentId }, bob);
    expect(comment).toMatchObject({ parent: { id: parentId }, depth: 1 });
    expect(await world.commentsOf(postId, ada)).toMatchObject({
      commentCount: 2,
      comments: { totalCount: 1, nodes: [{ id: parentId }] },
    });
    expect(await world.repliesOf(parentId, ada)).toMatchObject({
      replyCount: 1,
      replies: { totalCount: 1, nodes: [{ id: comment.id }] },
    });
    expect((await world.eventsOf(postId)).at(-1)?.payload).toMatchObject({ parentId, parentAuthorId: ada });
  });

  test('nests eight deep and no deeper, and what was refused is not counted', async () => {
    const ada = await world.person();
    const postId = await world.post(ada);
    let parentId: CommentId | null = null;
    for (let depth = 0; depth <= 8; depth += 1) parentId = await world.add(ada, postId, `${depth}`, parentId);
    expect(await world.comment(parentId as CommentId, ada)).toMatchObject({ depth: 8 });
    const { comment, errors } = await world.mutate('addComment', { postId, body: '9', parentId }, ada);
    expect(comment).toBeNull();
    expect(errors).toMatchObject([{ __typename: 'ValidationError', path: ['parentId'] }]);
    expect(await world.comment(parentId as CommentId, ada)).toMatchObject({ replyCount: 0 });
    expect((await world.commentsOf(postId, ada)).commentCount).toBe(9);
    expect(await world.eventsOf(postId)).toHaveLength(9);
  });

  test.each([
    ['no text', ''],
    ['blank text', ' \n '],
    ['too much text', 'x'.repeat(2_001)],
    ['a NUL', 'a\0b'],
  ])('refuses %s with its place, and keeps nothing', async (_, body) => {
    const ada = await world.person();
    const postId = await world.post(ada);
    const { comment, errors } = await world.mutate('addComment', { postId, body }, ada);
    expect(comment).toBeNull();
    expect(errors).toMatchObject([{ __typename: 'ValidationError', path: ['body'] }]);
    expect((await world.commentsOf(postId, ada)).commentCount).toBe(0);
    expect(await world.eventsOf(postId)).toEqual([]);
  });

  test('refuses malformed ids with their places, and posts and parents that are not there', async () => {
    const ada = await world.person();
    const [postId, otherId] = [await world.post(ada), await world.post(ada)];
    const refusal = async (input: object) => {
      const { comment, errors } = await world.mutate('addComment', { postId, body: 'Hi', ...input }, ada);
      expect(comment).toBeNull();
      return errors.map(({ __typename, path }: { __typename: string; path: string[] }) => [
        __typename,
        path[0],
      ]);
    };
    const gone = await world.add(ada, postId);
    await world.remove(ada, gone);
    const hollow = await world.add(ada, postId);
    await world.add(ada, postId, 'Stays', hollow);
    await world.remove(ada, hollow);

    expect(await refusal({ postId: 'post_1' })).toEqual([['ValidationError', 'postId']]);
    expect(await refusal({ postId: ada })).toEqual([['ValidationError', 'postId']]);
    expect(await refusal({ parentId: 'nonsense' })).toEqual([['ValidationError', 'parentId']]);
    expect(await refusal({ postId: newId('post') })).toEqual([['NotFoundError', 'postId']]);
    expect(await refusal({ parentId: newId('comment') })).toEqual([['NotFoundError', 'parentId']]);
    expect(await refusal({ parentId: gone })).toEqual([['NotFoundError', 'parentId']]);
    expect(await refusal({ parentId: hollow })).toEqual([['NotFoundError', 'parentId']]);
    expect(await refusal({ parentId: await world.add(ada, otherId) })).toEqual([
      ['NotFoundError', 'parentId'],
    ]);
    expect((await world.commentsOf(postId, ada)).commentCount).toBe(1);
  });

  test('needs somebody logged in', async () => {
    const postId = await world.post(await world.person());
    expect(await world.mutate('addComment', { postId, body: 'Hi' }, null)).toEqual({
      codes: ['UNAUTHENTICATED'],
    });
  });

  test('50 at once under one key add once; another text under it is a conflict', async () => {
    const ada = await world.person();
    const postId = await world.post(ada);
    const input = { postId, body: 'Once', clientMutationId: 'k1' };
    const all = await Promise.all(Array.from({ length: 50 }, () => world.mutate('addComment', input, ada)));
    expect(new Set(all.map(({ comment }) => comment.id)).size).toBe(1);
    expect((await world.commentsOf(postId, ada)).commentCount).toBe(1);
    expect(await world.eventsOf(postId)).toHaveLength(1);
    const other = await world.mutate('addComment', { ...input, body: 'Twice' }, ada);
    expect(other).toMatchObject({ comment: null, errors: [{ __typename: 'ConflictError' }] });
  });
});

describe('editComment', () => {
  test('changes the text, and tells only of new mentions', async () => {
    const ada = await world.person();
    const [bo, cy] = [await world.person({ username: 'bo_b' }), await world.person({ username: 'cy_c' })];
    const postId = await world.post(ada);
    const commentId = await world.add(ada, postId, 'One @bo_b');
    const { comment } = await world.mutate('editComment', { commentId, body: 'Two @bo_b @cy_c' }, ada);
    expect(comment).toMatchObject({ body: 'Two @bo_b @cy_c', editedAt: expect.any(String) });
    expect(await world.comment(commentId, ada)).toEqual(comment);
    const events = await world.eventsOf(postId);
    expect(events.map(({ type, payload }) => [type, payload])).toMatchObject([
      ['CommentAdded', { mentionedIds: [bo] }],
      ['CommentEdited', { commentId, postId, authorId: ada, mentionedIds: [cy] }],
    ]);
  });

  test('to the same text leaves no trace', async () => {
    const ada = await world.person();
    const postId = await world.post(ada);
    const commentId = await world.add(ada, postId, 'Same');
    const { comment, errors } = await world.mutate('editComment', { commentId, body: ' Same ' }, ada);
    expect([comment.editedAt, errors]).toEqual([null, []]);
    expect(await world.eventsOf(postId)).toHaveLength(1);
  });

  test('refuses no text, malformed ids, and comments that are gone or hollow', async () => {
    const ada = await world.person();
    const postId = await world.post(ada);
    const commentId = await world.add(ada, postId);
    const edit = async (input: object) => {
      const { comment, errors } = await world.mutate(
        'editComment',
        { commentId, body: 'New', ...input },
        ada,
      );
      return comment ?? [errors[0].__typename, errors[0].path[0]];
    };
    expect(await edit({ body: ' ' })).toEqual(['ValidationError', 'body']);
    expect(await edit({ commentId: postId })).toEqual(['ValidationError', 'commentId']);
    expect(await edit({ commentId: newId('comment') })).toEqual(['NotFoundError', 'commentId']);
    await world.add(ada, postId, 'Reply', commentId);
    await world.remove(ada, commentId);
    expect(await edit({})).toEqual(['NotFoundError', 'commentId']);
    expect(await world.comment(commentId, ada)).toMatchObject({ body: null });
  });
});

test("changing somebody else's comment is forbidden where it is seen; a post's author may delete it", async () => {
  const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
  const postId = await world.post(ada);
  const commentId = await world.add(bob, postId);
  const abilities = async (viewer: typeof ada) => {
    const { viewerCanEdit, viewerCanDelete } = await world.comment(commentId, viewer);
    return [viewerCanEdit, viewerCanDelete];
  };
  expect(await abilities(bob)).toEqual([true, true]);
  expect(await abilities(ada)).toEqual([false, true]);
  expect(await abilities(eve)).toEqual([false, false]);

  const forbidden = [{ __typename: 'ForbiddenError', path: ['commentId'] }];
  const edit = (viewer: typeof ada) => world.mutate('editComment', { commentId, body: 'Mine' }, viewer);
  expect((await edit(eve)).errors).toMatchObject(forbidden);
  expect((await edit(ada)).errors).toMatchObject(forbidden);
  expect((await world.remove(eve, commentId)).errors).toMatchObject(forbidden);
  expect(await world.comment(commentId, null)).toMatchObject({ body: 'Hello' });
  expect(await world.remove(ada, commentId)).toMatchObject({ deletedCommentId: commentId, errors: [] });
  expect(await world.comment(commentId, bob)).toBeNull();
});
