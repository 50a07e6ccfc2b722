import { beforeAll, describe, expect, test } from 'vitest';
import { busy } from '../world/busy.ts';
import type { Contents } from '../world/contents.ts';
import { contents } from '../world/contents.ts';
import type { Person } from '../world/person.ts';
import { send, signUp } from '../world/person.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { codeOf, expectNothingInternal } from './refusals.ts';

let world: TestSupergraph;
let ada: Person;
let before: Contents;
beforeAll(async () => {
  world = await startTestSupergraph();
  ada = await signUp(world.url);
  before = await contents(world);
}, 60_000);

const unchanged = async () => expect(await contents(world)).toEqual(before);

/** Sends a body as it is. */
async function post(body: BodyInit, headers: Record<string, string> = {}) {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.token}`, ...headers },
    body,
  });
  const text = await response.text();
  expectNothingInternal(text);
  return { status: response.status, code: codeOf(JSON.parse(text)) };
}

const createPost = 'mutation { createPost(input: { body: "x" }) { post { id } } }';
const json = (value: unknown) => JSON.stringify(value);

test.each<[string, BodyInit, number, string]>([
  ['nothing', '', 400, 'BAD_REQUEST'],
  ['a space', ' ', 400, 'BAD_REQUEST'],
  ['half a body', '{"query": "mutation {', 400, 'BAD_REQUEST'],
  ['nesting deeper than the stack', '['.repeat(400_000), 400, 'BAD_REQUEST'],
  ['null', 'null', 400, 'BAD_REQUEST'],
  ['an empty object', '{}', 400, 'BAD_REQUEST'],
  ['a list of operations', json([{ query: createPost }]), 400, 'BAD_REQUEST'],
  ['a text', json('{ __typename }'), 400, 'BAD_REQUEST'],
  ['a query that is a number', json({ query: 5 }), 400, 'BAD_REQUEST'],
  ['an empty query', json({ query: '' }), 400, 'BAD_REQUEST'],
  ['variables that are no map', json({ query: createPost, variables: [1] }), 400, 'BAD_REQUEST'],
  ['variables in a text', json({ query: createPost, variables: '{}' }), 400, 'BAD_REQUEST'],
  ['a name that is a number', json({ query: createPost, operationName: 5 }), 400, 'BAD_REQUEST'],
  [
    'the name of no operation',
    json({ query: createPost, operationName: 'Other' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'many operations and no name',
    json({ query: 'query A { __typename } query B { __typename }' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a document that does not parse', json({ query: 'mutation { createPost(' }), 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', json({ query: '{ viewer { secrets } }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown argument', json({ query: '{ viewer(all: true) { id } }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'an unknown type',
    json({ query: '{ viewer { ... on Admin { id } } }' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['no selection', json({ query: '{ viewer }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a literal of the wrong type',
    json({ query: '{ post(id: true) { id } }' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a field of the subgraphs', json({ query: '{ _service { sdl } }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'entities',
    json({ query: '{ _entities(representations: []) { __typename } }' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a subscription', json({ query: 'subscription { notificationReceived { cursor } }' }), 400, 'BAD_REQUEST'],
  [
    'more than is read',
    json({ query: createPost, padding: 'x'.repeat(1_000_000) }),
    413,
    'PAYLOAD_TOO_LARGE',
  ],
])('%s is refused', async (_, body, status, code) => {
  expect(await post(body)).toEqual({ status, code });
  await unchanged();
});

test.each([
  ['text/plain', 415],
  ['application/x-www-form-urlencoded', 415],
  ['multipart/form-data; boundary=x', 415],
  ['application/json; charset=utf-16', 415],
])('a body of type %s is refused', async (type, status) => {
  const answer = await post(json({ query: createPost }), { 'content-type': type });
  expect(answer).toEqual({ status, code: 'UNSUPPORTED_MEDIA_TYPE' });
  await unchanged();
});

test('a mutation does not run by GET, as a query or as a stream', async () => {
  for (const accept of ['application/json', 'application/graphql-response+json', 'text/event-stream']) {
    const response = await fetch(`${world.url}/graphql?query=${encodeURIComponent(createPost)}`, {
      headers: { accept, authorization: `Bearer ${ada.token}` },
    });
    expect([response.status, codeOf((await response.json()) as object)]).toEqual([405, 'BAD_REQUEST']);
  }
  await unchanged();
});

describe('variables', () => {
  const query = `mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { id } errors { message } } }`;
  const good = {
    username: 'somebody',
    email: 'some@body.example',
    password: 'a secret of mine',
    displayName: 'S',
  };

  test.each<[string, object]>([
    ['an unknown field', { ...good, isAdmin: true }],
    ['a missing field', { username: 'somebody' }],
    ['null for what is needed', { ...good, username: null }],
    ['a number for a text', { ...good, displayName: 5 }],
    ['a list for a text', { ...good, displayName: ['S'] }],
  ])('with %s are refused, and no effect is half done', async (_, input) => {
    const answer = await ada.ask(query, { input });
    const codes = answer.errors?.map(({ extensions }) => extensions?.code);
    expect(answer.status).toBe(400);
    expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT']));
    expectNothingInternal(answer);
    await unchanged();
  });

  test('with what is no email address are refused by the subgraph that owns it', async () => {
    const answer = await ada.ask(query, { input: { ...good, email: 'nobody' } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    await unchanged();
  });

  test('that are wrong in many places are not repeated in every one of them', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`field${n}`, n]));
    const input = { ...good, ...unknown, displayName: 'x'.repeat(500_000) };
    const answer = await ada.ask(query, { input });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer).length).toBeLessThan(50_000);
  });

  test('that a person typed into the wrong place are not told to whoever reads the answer', async () => {
    const answer = await ada.ask(query, { input: { ...good, passwort: good.password } });
    expect(answer.errors?.map(({ message }) => message)).toEqual([
      'Variable "$input" is wrong: Field "passwort" is not defined by type "SignUpInput". Did you mean "password"?',
    ]);
  });
});

test('introspection knows no type that is not there', async () => {
  const answer = await send(
    world.url,
    '{ __type(name: "Nobody") { name } service: __type(name: "_Service") { name } }',
  );
  expect(answer).toEqual({ status: 200, data: { __type: null, service: null }, errors: undefined });
});

describe('a document that would cost more than it says', () => {
  const parents = (levels: number) =>
    `{ comment(id: "x") ${'{ parent '.repeat(levels)} { id } ${'}'.repeat(levels)} }`;
  const doubling = Array.from(
    { length: 30 },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
  );

  test.each<[string, string, string]>([
    ['too deep', parents(30), 'OPERATION_TOO_LARGE'],
    ['deeper than the stack', '{ viewer '.repeat(20_000), 'OPERATION_TOO_LARGE'],
    [
      'with thousands of aliases',
      `{ ${Array.from({ length: 2_001 }, (_, n) => `a${n}: viewer { id }`).join(' ')} }`,
      'OPERATION_TOO_LARGE',
    ],
    ['with tens of thousands of words', `{ ${'__typename '.repeat(60_000)} }`, 'OPERATION_TOO_LARGE'],
    [
      'that unfolds into a thousand million fields',
      `{ ...F0 } ${doubling.join(' ')} fragment F30 on Query { viewer { id } }`,
      'OPERATION_TOO_LARGE',
    ],
  ])('%s is refused, many at a time, while health answers', async (_, query, code) => {
    let answered = 0;
    const bombs = Array.from({ length: 20 }, async () => {
      const answer = await post(json({ query }));
      answered += 1;
      return answer;
    });
    const waits: number[] = [];
    while (answered < bombs.length) {
      const startedAt = performance.now();
      expect((await fetch(`${world.url}/health`)).status).toBe(200);
      waits.push(performance.now() - startedAt);
    }
    expect(new Set((await Promise.all(bombs)).map(json))).toEqual(new Set([json({ status: 400, code })]));
    expect(Math.max(...waits)).toBeLessThan(1_000 * busy());
    await unchanged();
  });
});
