import { createLog } from '@ursa/telemetry';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { expect, test } from 'vitest';
import { notesSubgraph } from './notes/subgraph.ts';
import * as tables from './notes/tables.ts';

const lines: string[] = [];
const log = createLog({
  name: 'notes',
  pretty: false,
  stream: { write: (line: string) => lines.push(line) },
});
const notes = await startTestSubgraph(notesSubgraph, { tables, log });

test('an unexpected error is masked under a request id, and told whole to the log', async () => {
  const { data, errors } = await notes.execute({ query: '{ fails }', requestId: 'request-1' });
  expect(data).toEqual({ fails: null });
  expect(errors).toEqual([
    {
      message: 'Something went wrong here. When you report it, quote the request id.',
      locations: [{ line: 1, column: 3 }],
      path: ['fails'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
    },
  ]);
  const entry = lines.map((line) => JSON.parse(line)).find(({ requestId }) => requestId === 'request-1');
  expect(entry).toMatchObject({
    level: 'error',
    path: ['fails'],
    err: { stack: expect.stringContaining('subgraph.ts') },
  });
});

test('an error raised on purpose is told as it is', async () => {
  const { errors } = await notes.execute({ query: '{ failsOnPurpose }' });
  expect(errors).toMatchObject([
    { message: 'There is nothing to follow.', path: ['failsOnPurpose'], extensions: { code: 'NOT_FOUND' } },
  ]);
});

test.each([
  ['a document that does not parse', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
  ['an empty document', { query: '' }, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['a missing argument', { query: '{ note { id } }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['a literal of the wrong type', { query: '{ note(id: [1]) { id } }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a variable of the wrong type',
    { query: 'query($id: ID!) { note(id: $id) { id } }', variables: { id: {} } },
    'BAD_USER_INPUT',
  ],
  ['a missing variable', { query: 'query($id: ID!) { note(id: $id) { id } }' }, 'BAD_USER_INPUT'],
  [
    'an unknown operation',
    { query: 'query A { fails }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a subscription as a query', { query: 'subscription { ticks(count: 1) }' }, 'BAD_REQUEST'],
])('%s is answered with a code and without data', async (_, operation, code) => {
  const { data, errors } = await notes.execute(operation);
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code } }]);
  expect(JSON.stringify(errors)).not.toContain('stack');
});

test('a malformed id is told as such', async () => {
  const { data, errors } = await notes.execute({ query: '{ note(id: "note_nonsense") { id } }' });
  expect(data).toEqual({ note: null });
  expect(errors).toMatchObject([{ path: ['note'], extensions: { code: 'BAD_USER_INPUT' } }]);
});
