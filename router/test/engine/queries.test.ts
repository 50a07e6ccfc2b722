import { expect, it } from 'vitest';
import { ask } from '../world/ask.ts';
import { startWorld } from '../world/world.ts';

it('joins what several subgraphs know', async () => {
  const { url } = await startWorld();
  const { data, errors } = await ask(url, '{ notes { text author { name noteCount } } }');
  expect(errors).toBeUndefined();
  expect(data?.['notes']).toContainEqual({
    text: 'note 2',
    author: { name: 'Person author-2', noteCount: 3 },
  });
});

it('nulls the fields of an unreachable subgraph, each with its reason', async () => {
  const { url, people } = await startWorld();
  people.up = false;
  const { status, data, errors } = await ask(url, '{ notes { id author { name } } me { id } }');
  expect(status).toBe(200);
  expect(data).toEqual({ me: null, notes: ['1', '2', '3'].map((id) => ({ id, author: null })) });
  expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual([
    'me',
    'notes.0.author.name',
    'notes.1.author.name',
    'notes.2.author.name',
  ]);
  for (const { extensions } of errors ?? []) {
    expect(extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'people' });
  }
});

it('masks what is not meant for clients, under the request id', async () => {
  const { url, logged } = await startWorld();
  const { data, errors, headers } = await ask(url, '{ secretTrouble notes { id } }');
  expect(data).toMatchObject({ secretTrouble: null, notes: [{ id: '1' }, {}, {}] });
  const requestId = headers.get('ursa-request-id');
  expect(errors).toEqual([
    {
      message: expect.stringContaining('request id'),
      path: ['secretTrouble'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    },
  ]);
  expect(JSON.stringify(logged.filter((line) => line['requestId'] === requestId))).toContain('hunter2');
});

it('passes on errors that are raised on purpose', async () => {
  const { url } = await startWorld();
  const { errors } = await ask(url, '{ plainTrouble }');
  expect(errors).toEqual([
    { message: 'You asked for it.', path: ['plainTrouble'], extensions: { code: 'BAD_CURSOR' } },
  ]);
});

it('tells wrong variables', async () => {
  const { url } = await startWorld();
  const { status, data, errors } = await ask(url, 'query ($id: ID!) { person(id: $id) { id } }', {
    variables: {},
  });
  expect(status).toBe(400);
  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
});

it('reads a reference to something hidden as if there were nothing', async () => {
  const { url } = await startWorld();
  expect(await ask(url, '{ note(id: "hidden") { text author { name } } }')).toMatchObject({
    data: { note: { text: 'x', author: null } },
  });
  const { errors, extensions } = await ask(url, '{ note(id: "hidden") { author { name } } }');
  expect([errors, extensions]).toEqual([undefined, undefined]);
});

it('tells why when nothing is left of the answer', async () => {
  const { url } = await startWorld();
  const { data, errors } = await ask(url, '{ strictAuthor { name } }');
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    { path: ['strictAuthor', 'name'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
  ]);
});
