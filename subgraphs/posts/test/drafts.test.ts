import type { UserId } from '@ursa/ids';
import { newId, retype } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

const fields = 'id body visibility isSensitive scheduledAt failure poll { choices durationMinutes }';
const save = (viewer: UserId | null, input: object) =>
  world.mutate('saveDraft', input, viewer, `draft { ${fields} }`);
const publish = (viewer: UserId, draftId: string) => world.mutate('publishDraft', { draftId }, viewer);
const remove = (viewer: UserId, draftId: string) =>
  world.mutate('deleteDraft', { draftId }, viewer, 'deletedDraftId');

async function drafts(of: UserId, viewer: UserId | null = of, args = '(first: 100)') {
  const selection = `drafts${args} { totalCount nodes { id body } pageInfo { endCursor hasNextPage } }`;
  return (await world.entities('Viewer', [{ id: retype(of, 'viewer') }], selection, viewer))[0].drafts;
}

test('a draft is kept, changed, listed and published with all that it says', async () => {
  const ada = await world.person();
  const bob = await world.person({ username: 'bob_d' });
  const poll = { choices: ['A', 'B'], durationMinutes: 60 };
  const { draft, errors } = await save(ada, { body: '', poll });
  expect(errors).toEqual([]);
  expect(draft).toMatchObject({ body: '', visibility: 'PUBLIC', scheduledAt: null, failure: null, poll });
  const change = { draftId: draft.id, body: 'Hi @bob_d', visibility: 'FOLLOWERS', isSensitive: true, poll };
  expect((await save(ada, change)).draft).toMatchObject({ id: draft.id, body: 'Hi @bob_d' });
  const { draft: other } = await save(ada, { body: 'Other' });
  const page = await drafts(ada, ada, '(first: 1)');
  expect(page).toMatchObject({ totalCount: 2, nodes: [{ id: other.id }], pageInfo: { hasNextPage: true } });
  expect(await drafts(ada, ada, `(first: 1, after: "${page.pageInfo.endCursor}")`)).toMatchObject({
    nodes: [{ id: draft.id }],
  });
  expect((await world.emitted()).length).toBe(0);
  const { post } = await publish(ada, draft.id);
  expect(post).toMatchObject({ body: 'Hi @bob_d', visibility: 'FOLLOWERS' });
  expect((await world.emitted()).at(-1)).toMatchObject({ payload: { mentionedIds: [bob] } });
  const [published] = await world.entities(
    'Post',
    [{ id: post.id }],
    'poll { choices { text } } isSensitive',
    ada,
  );
  expect(published).toEqual({ poll: { choices: [{ text: 'A' }, { text: 'B' }] }, isSensitive: true });
  expect((await publish(ada, draft.id)).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
  expect(await remove(ada, other.id)).toEqual({ deletedDraftId: other.id, errors: [] });
  expect(await drafts(ada)).toMatchObject({ totalCount: 0, nodes: [] });
});

test('what a draft would show is told whenever that changes, for it is to be kept', async () => {
  const ada = await world.person();
  const [one, two] = [newId('media'), newId('media')];
  const before = (await world.emitted()).length;
  const { draft } = await save(ada, { body: '', mediaIds: [one, two] });
  const change = { draftId: draft.id, body: 'x' };
  await save(ada, { ...change, mediaIds: [two, one] });
  await save(ada, { ...change, mediaIds: [two] });
  await remove(ada, draft.id);
  await save(ada, { body: 'Nothing to see' });
  expect((await world.emitted()).slice(before)).toMatchObject(
    [[one, two], [two], []].map((mediaIds) => ({
      type: 'DraftMediaChanged',
      payload: { draftId: draft.id, mediaIds },
    })),
  );
});

test('nobody else’s drafts exist', async () => {
  const [ada, eve] = [await world.person(), await world.person()];
  const { draft } = await save(ada, { body: 'Mine' });
  for (const viewer of [eve, null]) {
    expect(await drafts(ada, viewer)).toBeNull();
    expect(await world.entities('Draft', [{ id: draft.id }], 'body', viewer)).toEqual([null]);
  }
  const never = newId('draft');
  expect((await publish(eve, draft.id)).errors).toMatchObject([
    { __typename: 'NotFoundError', path: ['draftId'] },
  ]);
  expect(await publish(eve, draft.id)).toEqual(await publish(eve, never));
  expect(await remove(eve, draft.id)).toEqual(await remove(eve, never));
  const over = (draftId: string) => save(eve, { draftId, body: 'Over' });
  expect(await over(draft.id)).toEqual(await over(never));
  expect(await world.entities('Draft', [{ id: draft.id }], 'body', ada)).toEqual([{ body: 'Mine' }]);
});

test('a draft that cannot be published stays, and says why', async () => {
  const ada = await world.person();
  const { draft } = await save(ada, { body: 'For a group', groupId: newId('group') });
  const { post, errors } = await publish(ada, draft.id);
  expect(post).toBeNull();
  expect(errors).toMatchObject([
    { __typename: 'NotFoundError', path: ['draftId'], message: 'There is no such group.' },
  ]);
  const empty = await save(ada, { body: ' ' });
  expect((await publish(ada, empty.draft.id)).errors).toMatchObject([{ __typename: 'ValidationError' }]);
  expect((await drafts(ada)).totalCount).toBe(2);
});

test('a person has at most 100, however many are saved at once', async () => {
  const ada = await world.person();
  for (let n = 0; n < 97; n += 1) await save(ada, { body: `${n}` });
  const last = await Promise.all(Array.from({ length: 6 }, (_, n) => save(ada, { body: `last ${n}` })));
  const refused = last.flatMap(({ errors }) => errors);
  expect(refused).toMatchObject(
    Array.from({ length: 3 }, () => ({ __typename: 'ConflictError', path: null })),
  );
  expect((await drafts(ada)).totalCount).toBe(100);
});

describe('a draft', () => {
  test.each([
    ['a long text', { body: 'x'.repeat(5_001) }, ['body']],
    ['a malformed group', { body: '', groupId: 'group_1' }, ['groupId']],
    ['a malformed id', { body: '', draftId: 'draft_1' }, ['draftId']],
    ['a long warning', { body: '', contentWarning: 'x'.repeat(201) }, ['contentWarning']],
    ['half a poll', { body: '', poll: { choices: [], durationMinutes: 5 } }, ['poll', 'choices']],
  ])('with %s is refused', async (_, input, path) => {
    const { errors } = await save(await world.person(), input);
    expect(errors).toMatchObject([{ __typename: 'ValidationError', path }]);
  });

  test('is for somebody logged in', async () => {
    expect((await save(null, { body: 'x' })).requestErrors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });
});
