import { WebSocket } from 'ws';

/** A request that must be turned away, and the code it is turned away with. */
export interface Bomb {
  name: string;
  code: string;
  query: string;
  variables?: Record<string, unknown>;
}

const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');

/** Over the schema of the test world. */
export const bombs: readonly Bomb[] = [
  {
    name: 'deep: fields',
    code: 'OPERATION_TOO_LARGE',
    query: `{ ${'note { '.repeat(500)} id ${'} '.repeat(500)} }`,
  },
  { name: 'deep: the stack', code: 'OPERATION_TOO_LARGE', query: '{ notes '.repeat(20_000) },
  {
    name: 'deep: a list as an argument',
    code: 'OPERATION_TOO_LARGE',
    query: `{ note(id: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { id } }`,
  },
  { name: 'wide: tokens', code: 'OPERATION_TOO_LARGE', query: `{ notes { ${'id '.repeat(60_000)} } }` },
  { name: 'wide: root fields', code: 'OPERATION_TOO_LARGE', query: `{ ${'notes { id } '.repeat(3_000)} }` },
  {
    name: 'wide: aliases',
    code: 'OPERATION_TOO_LARGE',
    query: `{ notes { ${times(5_000, (at) => `a${at}: id`)} } }`,
  },
  {
    name: 'wide: operations',
    code: 'OPERATION_TOO_LARGE',
    query: times(5_000, (at) => `query Q${at} { notes { id } }`),
  },
  {
    name: 'wide: directives',
    code: 'OPERATION_TOO_LARGE',
    query: `{ notes { ${'id @include(if: true) '.repeat(3_000)} } }`,
  },
  {
    name: 'wide: unknown directives',
    code: 'OPERATION_TOO_LARGE',
    query: `{ notes { id ${'@x '.repeat(10_000)} } }`,
  },
  {
    name: 'duplicates: the same field by the thousand',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: `{ notes { ${'author { id } '.repeat(9_000)} } }`,
  },
  {
    name: 'fragments: a circle of two',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: '{ notes { ...A } } fragment A on Note { ...B } fragment B on Note { ...A }',
  },
  {
    name: 'fragments: circles everywhere',
    code: 'OPERATION_TOO_LARGE',
    query: `{ notes { ...F0 } } ${times(400, (at) => `fragment F${at} on Note { id ...F${(at + 1) % 400} ...F${(at * 7) % 400} }`)}`,
  },
  {
    name: 'fragments: unfolding to a billion fields',
    code: 'OPERATION_TOO_LARGE',
    query: `{ notes { ...F0 } } ${times(40, (at) => `fragment F${at} on Note { ...F${at + 1} ...F${at + 1} }`)} fragment F40 on Note { id }`,
  },
  {
    name: 'ten thousand mistakes',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: `{ notes { ${times(10_000, (at) => `x${at}`)} } }`,
  },
  {
    name: 'variables: a huge list',
    code: 'OPERATION_TOO_LARGE',
    query: 'query ($id: ID!) { note(id: $id) { id } }',
    variables: { id: Array.from({ length: 50_000 }, () => 1) },
  },
  {
    name: 'variables: a list of lists of lists …',
    code: 'OPERATION_TOO_LARGE',
    query: 'query ($id: ID!) { note(id: $id) { id } }',
    variables: { id: JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`) },
  },
  {
    name: 'variables: one called __proto__',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: 'query ($__proto__: ID!) { note(id: $__proto__) { id } }',
    variables: JSON.parse('{ "__proto__": "7" }'),
  },
  {
    name: 'introspection inside introspection',
    code: 'GRAPHQL_VALIDATION_FAILED',
    query: `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`,
  },
];

/** A socket past its introduction, on which anything can be sent. */
export async function rawSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  const acknowledged = new Promise((resolve) => socket.once('message', resolve));
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await acknowledged;
  return socket;
}
