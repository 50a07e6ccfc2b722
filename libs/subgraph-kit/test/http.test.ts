import { newId } from '@ursa/ids';
import { createPassports, generateKey } from '@ursa/passport';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { expect, test } from 'vitest';
import { notesSubgraph } from './notes/subgraph.ts';
import * as tables from './notes/tables.ts';

const routerKey = generateKey('router');
const notes = await startTestSubgraph(
  { ...notesSubgraph, routes: () => ({ '/public': () => Response.json({ open: true }) }) },
  { tables, routerKey, settings: { maxBodyBytes: 10_000 } },
);
const url = await notes.listen();
const viewer = newId('user');
const holder = { audience: 'notes', viewer, session: null, address: null };
const passport = notes.passports.issue(holder);

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'ursa-passport': passport, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function unsigned(): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = JSON.parse(Buffer.from(passport.split('.')[1] ?? '', 'base64url').toString());
  const header = JSON.parse(Buffer.from(passport.split('.')[0] ?? '', 'base64url').toString());
  return `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`;
}

const minuteAgo = () => Date.now() - 61_000;
const earlier = createPassports({ issuer: 'router', privateKey: routerKey, now: minuteAgo });
const otherKey = createPassports({ issuer: 'router', privateKey: generateKey('router') });

test.each([
  ['without a passport', ''],
  ['with nonsense', 'nonsense'],
  ['with one that is not signed (alg none)', unsigned()],
  ['with one signed by a key nobody trusts', otherKey.issue(holder)],
  ["with another subgraph's", notes.passports.issue({ ...holder, audience: 'posts' })],
  ['with an expired one', earlier.issue(holder)],
])('%s there is no data and no schema', async (_, token) => {
  for (const query of ['{ whoAmI { caller } }', '{ _service { sdl } }', '{ __schema { types { name } } }']) {
    const response = await post({ query }, { 'ursa-passport': token });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: [{ message: 'A valid passport is required.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  }
});

test('with its passport the answer is the same as in the same process', async () => {
  const operation = {
    query: 'query($id: ID!) { note(id: $id) { id } whoAmI { viewer agent } fails }',
    variables: { id: newId('note') },
  };
  const response = await post(operation, { 'ursa-request-id': 'request-7', 'user-agent': 'vitest' });
  expect(response.status).toBe(200);
  const { headers: _, ...local } = await notes.execute({
    ...operation,
    viewer,
    requestId: 'request-7',
    headers: { 'user-agent': 'vitest' },
  });
  expect(await response.json()).toEqual(local);
});

test('cookies and the subject travel back as headers', async () => {
  const response = await post({ query: 'mutation { greet(name: "Ada") }' });
  expect(await response.json()).toEqual({ data: { greet: 'Hello, Ada' } });
  expect(response.headers.getSetCookie()).toEqual([
    'ursa-access=Ada; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
  ]);
  expect(response.headers.get('ursa-subject')).toBe('token');
});

test.each([
  ['an empty body', '', 400, 'BAD_REQUEST'],
  ['a body that is not JSON', '{', 400, 'BAD_REQUEST'],
  ['a body that is a list', '[]', 400, 'BAD_REQUEST'],
  ['a body without a query', '{"variables":{}}', 400, 'BAD_REQUEST'],
  ['a query that is no text', '{"query":1}', 400, 'BAD_REQUEST'],
  ['a document that does not parse', '{"query":"{"}', 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{"query":"{ nothing }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['a missing variable', '{"query":"query($id: ID!) { note(id: $id) { id } }"}', 400, 'BAD_USER_INPUT'],
  ['a subscription', '{"query":"subscription { ticks(count: 1) }"}', 400, 'BAD_REQUEST'],
  [
    'a body that is too large',
    JSON.stringify({ query: `{ fails } #${'x'.repeat(10_000)}` }),
    413,
    'PAYLOAD_TOO_LARGE',
  ],
])('%s is answered with a status, a code and no more', async (_, body, status, code) => {
  const response = await post(body);
  expect(response.status).toBe(status);
  const answer = await response.json();
  expect(answer).toMatchObject({ errors: [{ extensions: { code } }] });
  expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules/);
});

test('health, readiness, metrics and public routes need no passport', async () => {
  const get = (path: string) => fetch(new URL(path, url));
  expect((await get('/health')).status).toBe(200);
  expect((await get('/ready')).status).toBe(200);
  expect(await (await get('/metrics')).text()).toContain('ursa_subgraph_operation_seconds_count');
  expect(await (await get('/public')).json()).toEqual({ open: true });
  expect((await get('/nothing')).status).toBe(404);
});
