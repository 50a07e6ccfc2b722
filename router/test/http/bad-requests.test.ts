import { expect, it } from 'vitest';
import { startWorld } from '../world/world.ts';

async function post(url: string, body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body as BodyInit,
  });
  const { errors, data } = (await response.json()) as {
    errors?: { extensions: { code: string } }[];
    data?: unknown;
  };
  return [response.status, errors?.[0]?.extensions.code, data];
}

it('tells what is wrong with a request, and runs nothing', async () => {
  const { url, people, notes } = await startWorld({ maxBodyBytes: 1_000 });
  const before = people.requests.length + notes.requests.length;
  expect(await post(url, '')).toEqual([400, 'BAD_REQUEST', undefined]);
  expect(await post(url, '{')).toEqual([400, 'BAD_REQUEST', undefined]);
  expect(await post(url, '[]')).toEqual([400, 'BAD_REQUEST', undefined]);
  expect(await post(url, '7')).toEqual([400, 'BAD_REQUEST', undefined]);
  expect(await post(url, '{"query":""}')).toEqual([400, 'BAD_REQUEST', undefined]);
  expect(await post(url, '{"query":7}')).toEqual([400, 'BAD_REQUEST', undefined]);
  expect(await post(url, '{"query":"{ notes { id } }","variables":7}')).toEqual([
    400,
    'BAD_REQUEST',
    undefined,
  ]);
  expect(await post(url, '{"query":"{"}')).toEqual([400, 'GRAPHQL_PARSE_FAILED', undefined]);
  expect(await post(url, '{"query":"{ nonsense }"}')).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', undefined]);
  expect(await post(url, '{"query":"{ me { id } }","operationName":"Other"}')).toEqual([
    400,
    'OPERATION_RESOLUTION_FAILURE',
    undefined,
  ]);
  expect(await post(url, JSON.stringify({ query: ' '.repeat(1_000) }))).toEqual([
    413,
    'PAYLOAD_TOO_LARGE',
    undefined,
  ]);
  expect(await post(url, '{}', { 'content-type': 'text/plain' })).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    undefined,
  ]);
  expect(await post(url, '{}', { 'content-type': 'application/json; charset=latin1' })).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    undefined,
  ]);
  expect(await post(url, '{}', { 'content-encoding': 'gzip' })).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    undefined,
  ]);
  expect(await post(url, '{"query":"subscription { ticks(to: 1) }"}')).toEqual([
    400,
    'BAD_REQUEST',
    undefined,
  ]);
  expect(people.requests.length + notes.requests.length).toBe(before);
});

it('knows no other method and no other path', async () => {
  const { url } = await startWorld();
  expect((await fetch(`${url}/graphql`, { method: 'PUT' })).status).toBe(405);
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
});
