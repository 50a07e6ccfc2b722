import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { startWorld } from '../world/world.ts';

const query = '{ notes { id } }';
const notes = { notes: [{ id: '1' }, { id: '2' }, { id: '3' }] };
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const reference = (sha256Hash: unknown, version: unknown = 1) => ({
  persistedQuery: { version, sha256Hash },
});

async function post(url: string, body: unknown) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: object }[];
  };
  return { status: response.status, data, errors };
}

it('answers a hash with what was sent under it, by POST, GET and as an event stream', async () => {
  const { url } = await startWorld();
  const extensions = reference(sha(query));
  // By these words Apollo Client knows that it has to send the document.
  expect(await post(url, { extensions })).toEqual({
    status: 200,
    data: undefined,
    errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
  });
  expect(await post(url, { query, extensions })).toMatchObject({ status: 200, data: notes });
  expect(await post(url, { extensions })).toMatchObject({ status: 200, data: notes });

  const search = new URLSearchParams({ extensions: JSON.stringify(extensions) });
  const got = await fetch(`${url}/graphql?${search}`);
  expect(await got.json()).toEqual({ data: notes });
  const streamed = await fetch(`${url}/graphql?${search}`, { headers: { accept: 'text/event-stream' } });
  expect(await streamed.text()).toContain(JSON.stringify({ data: notes }));
});

it('keeps no document under a hash that is not its own, and none that is wrong', async () => {
  const { url } = await startWorld();
  const other = reference(sha('{ other }'));
  expect(await post(url, { query, extensions: other })).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'BAD_REQUEST' } }],
  });
  expect((await post(url, { extensions: other })).errors).toMatchObject([
    { message: 'PersistedQueryNotFound' },
  ]);
  const bad = reference(sha('{ nonsense }'));
  expect((await post(url, { query: '{ nonsense }', extensions: bad })).status).toBe(400);
  expect((await post(url, { extensions: bad })).errors).toMatchObject([
    { message: 'PersistedQueryNotFound' },
  ]);
});

it.each([
  ['extensions that are no map', 7],
  ['a reference that is no map', { persistedQuery: 'x' }],
  ['another version', reference(sha(query), 2)],
  ['no hash', reference(undefined)],
])('refuses %s', async (_, extensions) => {
  const { url } = await startWorld();
  expect(await post(url, { query, extensions })).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'BAD_REQUEST' } }],
  });
});
