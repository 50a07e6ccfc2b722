import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

describe('createPost', () => {
  test('publishes: the post is there, counted, and its event names whom it mentions', async () => {
    const ada = await world.person();
    const bob = await world.person({ username: 'bob' });
    const { post, errors } = await world.mutate('createPost', { body: ' Hi @Bob #Ursa ' }, ada);
    expect(errors).toEqual([]);
    expect(post).toMatchObject({
      body: 'Hi @Bob #Ursa',
      visibility: 'PUBLIC',
      editedAt: null,
      viewerCanEdit: true,
    });
    expect(await world.post(post.id, null)).toMatchObject({ id: post.id, viewerCanEdit: false });
    expect((await world.postsOf(ada, null)).totalCount).toBe(1);
    expect((await world.emitted()).at(-1)).toMatchObject({
      type: 'PostCreated',
      aggregate: post.id,
      sequence: 1,
      payload: { authorId: ada, visibility: 'PUBLIC', mentionedIds: [bob] },
    });
  });

  test('finds mentions and hashtags with their positions; unknown names stay text', async () => {
    const ada = await world.person();
    const eve = await world.person({ username: 'eve' });
    const entities =
      'entities { __typename start end ... on MentionEntity { username user { id } } ... on HashtagEntity { name } }';
    const { post } = await world.mutate(
      'createPost',
      { body: '🐻 @eve @nobody_here #Bär' },
      ada,
      `post { body ${entities} }`,
    );
    expect(post.entities).toEqual([
      { __typename: 'MentionEntity', start: 3, end: 7, username: 'eve', user: { id: eve } },
      { __typename: 'HashtagEntity', start: 21, end: 25, name: 'Bär' },
    ]);
    expect(post.body.slice(21, 25)).toBe('#Bär');
  });

  test.each([
    ['no text', ''],
    ['blank text', ' \n '],
    ['too much text', 'x'.repeat(5_001)],
    ['a NUL', 'a\0b'],
  ])('refuses %s with its place, and keeps nothing', async (_, body) => {
    const ada = await world.person();
    const { post, errors } = await world.mutate('createPost', { body }, ada);
    expect(post).toBeNull();
    expect(errors).toMatchObject([{ __typename: 'ValidationError', path: ['body'] }]);
    expect((await world.postsOf(ada, ada)).totalCount).toBe(0);
  });

  test('needs somebody logged in', async () => {
    const { requestErrors } = await world.mutate('createPost', { body: 'Hi' }, null);
    expect(requestErrors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('50 at once under one key publish once; another text under it is a conflict', async () => {
    const ada = await world.person();
    const input = { body: 'Once', clientMutationId: 'k1' };
    const all = await Promise.all(Array.from({ length: 50 }, () => world.mutate('createPost', input, ada)));
    expect(new Set(all.map(({ post }) => post.id)).size).toBe(1);
    expect((await world.postsOf(ada, ada)).totalCount).toBe(1);
    const other = await world.mutate('createPost', { ...input, body: 'Twice' }, ada);
    expect(other.errors).toMatchObject([{ __typename: 'ConflictError' }]);
  });
});

describe('editPost', () => {
  test('changes the text, keeps the one before, and tells only of new mentions', async () => {
    const ada = await world.person();
    const [bo, cy] = [await world.person({ username: 'bo_b' }), await world.person({ username: 'cy_c' })];
    const postId = await world.publish(ada, 'One @bo_b');
    await world.mutate('editPost', { postId, body: 'Two @bo_b @cy_c' }, ada);
    const { post } = await world.mutate('editPost', { postId, body: 'Three @bo_b @cy_c' }, ada);
    expect(post).toMatchObject({
      body: 'Three @bo_b @cy_c',
      editedAt: expect.any(String),
      revisions: { totalCount: 2, nodes: [{ body: 'Two @bo_b @cy_c' }, { body: 'One @bo_b' }] },
    });
    const events = (await world.emitted()).filter(({ aggregate }) => aggregate === postId);
    expect(
      events.map(({ sequence, payload }) => [sequence, (payload as { mentionedIds: string[] }).mentionedIds]),
    ).toEqual([
      [1, [bo]],
      [2, [cy]],
      [3, []],
    ]);
  });

  test('moves a post to another audience, and the counts with it', async () => {
    const ada = await world.person();
    const postId = await world.publish(ada);
    await world.mutate('editPost', { postId, visibility: 'PRIVATE' }, ada);
    expect((await world.postsOf(ada, ada)).totalCount).toBe(1);
    expect((await world.postsOf(ada, null)).totalCount).toBe(0);
    expect(await world.post(postId, null)).toBeNull();
  });

  test('that changes nothing leaves no trace', async () => {
    const ada = await world.person();
    const postId = await world.publish(ada, 'Same');
    const { post } = await world.mutate('editPost', { postId, body: 'Same', visibility: 'PUBLIC' }, ada);
    expect(post).toMatchObject({ editedAt: null, revisions: { totalCount: 0 } });
    expect((await world.emitted()).filter(({ aggregate }) => aggregate === postId)).toHaveLength(1);
  });
});

describe('deletePost', () => {
  test('leaves nothing behind, and a second time there is no such post', async () => {
    const ada = await world.person();
    const postId = await world.publish(ada);
    await world.mutate('editPost', { postId, body: 'Other' }, ada);
    const selection = 'post { id } deletedPostId';
    expect(await world.mutate('deletePost', { postId }, ada, selection)).toEqual({
      post: null,
      deletedPostId: postId,
      errors: [],
    });
    expect(await world.post(postId, ada)).toBeNull();
    expect((await world.postsOf(ada, ada)).totalCount).toBe(0);
    expect((await world.emitted()).at(-1)).toMatchObject({
      type: 'PostDeleted',
      aggregate: postId,
      sequence: 3,
    });
    const again = await world.mutate('deletePost', { postId }, ada, selection);
    expect(again.errors).toMatchObject([{ __typename: 'NotFoundError', path: ['postId'] }]);
  });

  test('parallel edits and deletions of one post end in one truth', async () => {
    const ada = await world.person();
    const postId = await world.publish(ada);
    const edit = (n: number) =>
      world.mutate('editPost', { postId, body: `Edit ${n}`, visibility: n % 2 ? 'PUBLIC' : 'PRIVATE' }, ada);
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => edit(n)),
      world.mutate('deletePost', { postId }, ada, 'deletedPostId'),
    ]);
    expect((await world.postsOf(ada, ada)).totalCount).toBe(0);
    const events = (await world.emitted()).filter(({ aggregate }) => aggregate === postId);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1));
    expect(events.at(-1)?.type).toBe('PostDeleted');
  });
});

test("somebody else's post is forbidden to change where it is seen, and unknown where it is not", async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const seen = await world.publish(ada);
  const hidden = await world.publish(ada, 'Mine', 'PRIVATE');
  const never = newId('post');
  for (const [name, selection] of [
    ['editPost', 'post { id }'],
    ['deletePost', 'deletedPostId'],
  ] as const) {
    const change = (postId: string) =>
      world.mutate(name, { postId, ...(name === 'editPost' && { body: 'x' }) }, bob, selection);
    expect((await change(seen)).errors).toMatchObject([{ __typename: 'ForbiddenError' }]);
    const answer = await change(hidden);
    expect(answer.errors).toMatchObject([{ __typename: 'NotFoundError' }]);
    expect(answer).toEqual(await change(never));
    expect((await change('post_nonsense')).errors).toMatchObject([
      { __typename: 'ValidationError', path: ['postId'] },
    ]);
  }
});
