import { newId } from '@ursa/ids';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { expect, test } from 'vitest';
import { notesSubgraph } from './notes/subgraph.ts';
import * as tables from './notes/tables.ts';

const notes = await startTestSubgraph(notesSubgraph, { tables, events: false });
const viewer = newId('user');
const addNote = `mutation($input: AddNoteInput!) {
  addNote(input: $input) { note { id text author { id } createdAt link } errors { __typename message path ... on RateLimitedError { retryAfter } } }
}`;
type Added = { addNote: { note: { id: string } } };
const idIn = ({ data }: { data?: unknown }) => (data as Added).addNote.note.id;
const add = (text: string, clientMutationId?: string) =>
  notes.execute({ query: addNote, variables: { input: { text, clientMutationId } }, viewer });

test('an operation knows who asks', async () => {
  const session = newId('session');
  const { data } = await notes.execute({
    query: '{ whoAmI { viewer session caller address agent } }',
    viewer,
    session,
    headers: { 'user-agent': 'vitest' },
  });
  expect(data?.['whoAmI']).toEqual({
    viewer,
    session,
    caller: 'router',
    address: '203.0.113.7',
    agent: 'vitest',
  });
});

test('a mutation answers its entity, with scalars as they travel', async () => {
  const { data, errors } = await add('hello');
  expect(errors).toBeUndefined();
  expect(data?.['addNote']).toEqual({
    note: {
      id: expect.stringMatching(/^note_/),
      text: 'hello',
      author: { id: viewer },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      link: 'https://example.com/',
    },
    errors: [],
  });
});

test('what the person can mend is a UserError, and nothing is half done', async () => {
  const before = (await notes.db.select().from(tables.notes)).length;
  const empty = await add('');
  expect(empty.data?.['addNote']).toEqual({
    note: null,
    errors: [{ __typename: 'ValidationError', message: 'Must be 1 to 100 characters long.', path: ['text'] }],
  });
  const elsewhere = await add('elsewhere');
  expect(elsewhere.data?.['addNote']).toMatchObject({
    note: null,
    errors: [
      { __typename: 'NotFoundError', message: 'There is no such board.', path: null },
      { __typename: 'RateLimitedError', retryAfter: 2 },
    ],
  });
  expect(await notes.db.select().from(tables.notes)).toHaveLength(before);
});

test('a mutation without a viewer is UNAUTHENTICATED', async () => {
  const { data, errors } = await notes.execute({ query: addNote, variables: { input: { text: 'x' } } });
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: ['addNote'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('50 identical mutations at once have one effect and one answer', async () => {
  const emittedBefore = (await notes.emitted()).length;
  const answers = await Promise.all(Array.from({ length: 50 }, () => add('once', 'key-1')));
  const ids = new Set(answers.map(idIn));
  expect(ids.size).toBe(1);
  const rows = await notes.db.select().from(tables.notes);
  expect(rows.filter(({ text }) => text === 'once')).toHaveLength(1);
  expect(await notes.emitted()).toHaveLength(emittedBefore + 1);
});

test('another input under the same key is a conflict', async () => {
  await add('first', 'key-2');
  const { data } = await add('second', 'key-2');
  expect(data?.['addNote']).toMatchObject({
    note: null,
    errors: [{ __typename: 'ConflictError', path: ['clientMutationId'] }],
  });
});

test('a failure leaves its key free', async () => {
  await add('', 'key-3');
  const { data } = await add('mended', 'key-3');
  expect(data?.['addNote']).toMatchObject({ note: { text: 'mended' }, errors: [] });
});

test('a crash in a mutation is masked and undone', async () => {
  const { data, errors } = await add('boom', 'key-4');
  expect(data).toBeNull();
  expect(JSON.stringify(errors)).not.toMatch(/hunter2|boom|at /);
  const rows = await notes.db.select().from(tables.notes);
  expect(rows.filter(({ text }) => text === 'boom')).toEqual([]);
});

test('representations are resolved in one batch', async () => {
  const answers = await Promise.all([add('one'), add('two')]);
  const ids = answers.map(idIn);
  const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Note { text } } }';
  const r = [...ids, newId('note')].map((id) => ({ __typename: 'Note', id }));
  const { value, statements } = await notes.statements.record(() =>
    notes.execute({ query, variables: { r } }),
  );
  expect(value.data).toEqual({ _entities: [{ text: 'one' }, { text: 'two' }, null] });
  expect(statements).toHaveLength(1);
});

test('what travels back beside the data', async () => {
  const { data, headers } = await notes.execute({ query: 'mutation { greet(name: "Ada") }', viewer });
  expect(data).toEqual({ greet: 'Hello, Ada' });
  expect(headers).toEqual({
    'set-cookie': ['ursa-access=Ada; Max-Age=60; Path=/; HttpOnly; SameSite=Lax'],
    'ursa-subject': 'token',
  });
});

test('a cookie value cannot smuggle attributes in', async () => {
  const { errors } = await notes.execute({ query: 'mutation { greet(name: "a; Domain=evil") }', viewer });
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
});
