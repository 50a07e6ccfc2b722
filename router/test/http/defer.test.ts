import { gql } from '@apollo/client';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { apolloClient } from '../world/apollo.ts';
import { ask } from '../world/ask.ts';
import { askForParts } from '../world/parts.ts';
import { openSocket } from '../world/socket.ts';
import { startWorld } from '../world/world.ts';

const byPath = 'multipart/mixed;deferSpec=20220824, application/json';
const byId = 'multipart/mixed;incrementalSpec=v0.2, application/json';

const slow =
  '{ note(id: 1) { id } ...Later @defer(label: "later") } fragment Later on Query { wait(name: "door") }';

it.each([
  [
    'names their places',
    byPath,
    'deferSpec=20220824',
    [
      { data: { note: { id: '1' } }, hasNext: true },
      { incremental: [{ label: 'later', path: [], data: { wait: 'door' } }], hasNext: false },
    ],
  ],
  [
    'numbers them',
    byId,
    'incrementalSpec=v0.2',
    [
      { data: { note: { id: '1' } }, pending: [{ id: '0', path: [], label: 'later' }], hasNext: true },
      { incremental: [{ id: '0', data: { wait: 'door' } }], completed: [{ id: '0' }], hasNext: false },
    ],
  ],
])('answers first what is there, and later what is deferred: %s', async (_, accept, spec, expected) => {
  const { url, doors } = await startWorld();
  const { status, type, parts, ended, text } = await askForParts(url, slow, { accept });
  expect([status, type]).toEqual([200, `multipart/mixed;boundary="graphql";${spec}`]);
  await waitFor(() => parts.length === 1);
  expect(parts).toEqual(expected.slice(0, 1));
  doors.open('door');
  await ended;
  expect(parts).toEqual(expected);
  expect(text().endsWith('\r\n--graphql--\r\n')).toBe(true);
});

const nested = `{ notes { id ...About @defer(label: "about") } }
  fragment About on Note { text author { id ... @defer { name } } }`;

it('tells of each place in lists, and of parts inside of parts', async () => {
  const { url } = await startWorld();
  const { parts, ended } = await askForParts(url, nested, { accept: byPath });
  await ended;
  const each = [1, 2, 3];
  expect(parts).toEqual([
    { data: { notes: each.map((n) => ({ id: String(n) })) }, hasNext: true },
    {
      incremental: each.map((n) => ({
        label: 'about',
        path: ['notes', n - 1],
        data: { text: 'x', author: { id: `author-${n}` } },
      })),
      hasNext: true,
    },
    {
      incremental: each.map((n) => ({
        path: ['notes', n - 1, 'author'],
        data: { name: `Person author-${n}` },
      })),
      hasNext: false,
    },
  ]);
});

it('announces parts inside of parts when the outer one has come', async () => {
  const { url } = await startWorld();
  const { parts, ended } = await askForParts(url, nested, { accept: byId });
  await ended;
  expect(parts.map(({ pending }) => pending)).toEqual([
    [0, 1, 2].map((n) => ({ id: String(n), path: ['notes', n], label: 'about' })),
    [0, 1, 2].map((n) => ({ id: String(n + 3), path: ['notes', n, 'author'] })),
    undefined,
  ]);
  expect(parts.map(({ completed }) => completed)).toEqual([
    undefined,
    ['0', '1', '2'].map((id) => ({ id })),
    ['3', '4', '5'].map((id) => ({ id })),
  ]);
});

it.each([byPath, byId])('tells errors of a part with that part: %s', async (accept) => {
  const { url, people } = await startWorld();
  people.up = false;
  const query = '{ note(id: 1) { id ... @defer { author { id name } } } }';
  const { parts, ended } = await askForParts(url, query, { accept });
  await ended;
  expect(parts[0]).toMatchObject({ data: { note: { id: '1' } }, hasNext: true });
  expect(parts[0]).not.toHaveProperty('errors');
  expect(parts[1]).toMatchObject({
    incremental: [
      {
        data: { author: null },
        errors: [{ path: ['note', 'author', 'name'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
      },
    ],
    hasNext: false,
  });
});

it('keeps a null where none may be within its part', async () => {
  const { url } = await startWorld();
  const query = '{ notes { id } ... @defer { strictAuthor { id name } } }';
  const first = await askForParts(url, query, { accept: byPath });
  await first.ended;
  expect(first.parts[0]).toMatchObject({ data: { notes: [{ id: '1' }, { id: '2' }, { id: '3' }] } });
  const errors = [{ message: expect.any(String), path: ['strictAuthor', 'name'] }];
  expect(first.parts[1]).toMatchObject({ incremental: [{ path: [], data: null, errors }], hasNext: false });
  const second = await askForParts(url, query, { accept: byId });
  await second.ended;
  expect(second.parts[1]).toMatchObject({ completed: [{ id: '0', errors }], hasNext: false });
  expect(second.parts[1]).not.toHaveProperty('incremental');
});

it('takes part under a condition, for each place of another type not at all', async () => {
  const { url } = await startWorld();
  const query = 'query ($later: Boolean!) { note(id: 1) { id ... @defer(if: $later) { text } } }';
  const inOne = await askForParts(url, query, { accept: byPath, variables: { later: false } });
  await inOne.ended;
  expect(inOne.type).toBe('application/json; charset=utf-8');
  expect(inOne.parts).toEqual([{ data: { note: { id: '1', text: 'x' } } }]);
  const inTwo = await askForParts(url, query, { accept: byPath, variables: { later: true } });
  await inTwo.ended;
  expect(inTwo.parts).toHaveLength(2);
});

it('answers whole whoever does not ask for parts, on every way', async () => {
  const { url, doors } = await startWorld();
  doors.open('door');
  const whole = { data: { note: { id: '1' }, wait: 'door' } };
  expect(await ask(url, slow)).toMatchObject(whole);
  const running = openSocket(url).run(slow);
  await running.done;
  expect(running.answers).toEqual([whole]);
  const events = await fetch(`${url}/graphql?query=${encodeURIComponent(slow)}`, {
    headers: { accept: 'text/event-stream' },
  });
  expect(await events.text()).toContain(`data: ${JSON.stringify(whole)}`);
  const refused = await askForParts(url, slow, { accept: 'multipart/mixed;deferSpec=20220824;q=0, */*' });
  await refused.ended;
  expect(refused.parts).toMatchObject([whole]);
});

it.each([
  ['too many parts', `{ ${'... @defer { __typename } '.repeat(33)} }`, 'OPERATION_TOO_LARGE'],
  [
    'labels that are the same',
    '{ ... @defer(label: "a") { notes { id } } ... @defer(label: "a") { me { id } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'fields of a mutation',
    'mutation { ... @defer { addNote(text: "x") { id } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
])('refuses to defer %s', async (_, query, code) => {
  const { url, notes } = await startWorld();
  const before = notes.requests.length;
  const { status, parts, ended } = await askForParts(url, query, { accept: byPath });
  await ended;
  expect([status, parts]).toMatchObject([400, [{ errors: [{ extensions: { code } }] }]]);
  expect(notes.requests.length).toBe(before);
});

it('defers what a mutation answers', async () => {
  const { url } = await startWorld();
  const query = 'mutation { addNote(text: "x") { text ... @defer { id } } }';
  const { parts, ended } = await askForParts(url, query, { accept: byPath });
  await ended;
  expect(parts).toEqual([
    { data: { addNote: { text: 'x' } }, hasNext: true },
    { incremental: [{ path: ['addNote'], data: { id: 'new' } }], hasNext: false },
  ]);
});

it.each(['deferSpec', 'incrementalSpec'] as const)('is understood by Apollo’s client: %s', async (spec) => {
  const { url, doors } = await startWorld();
  const seen: unknown[] = [];
  const client = apolloClient(url, spec);
  const watching = client
    .watchQuery({
      query: gql`
        query {
          notes { id ... @defer { author { id name } } }
          ... @defer { wait(name: "door") }
        }
      `,
    })
    .subscribe(({ data }) => seen.push(JSON.parse(JSON.stringify(data ?? null))));
  await waitFor(() => JSON.stringify(seen.at(-1)).includes('Person author-3'));
  expect(JSON.stringify(seen.at(-1))).not.toContain('door');
  doors.open('door');
  await waitFor(() => JSON.stringify(seen.at(-1)).includes('door'));
  expect(seen.at(-1)).toMatchObject({
    notes: [1, 2, 3].map((n) => ({ id: String(n), author: { name: `Person author-${n}` } })),
    wait: 'door',
  });
  watching.unsubscribe();
});
