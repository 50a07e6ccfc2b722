import { buildSubgraphSchema } from '@apollo/subgraph';
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from '@ursa/transport';
import { graphql, parse } from 'graphql';
import { expect, it } from 'vitest';
import { apolloPlanner } from '../../src/engine/planner.ts';
import { loadSupergraph } from '../../src/engine/supergraph.ts';
import { supergraphOf } from '../world/world.ts';
import { anyScope, ourEngine } from './oracle/engine.ts';

const link = '@link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const notesSdl = `extend schema ${link}
  type Query { notes(first: Int!): [Note!]! }
  type Note @key(fields: "id") { id: ID! text: String! author: Person! answers: [Note!]! }
  type Person @key(fields: "id") { id: ID! notes(first: Int = 30): [Note!]! }`;
const peopleSdl = `extend schema ${link}
  type Person @key(fields: "id") { id: ID! name: String! }`;

const note = (at: number) => ({ id: `n${at}`, text: `Note ${at}` });
const notes = (first: number) => Array.from({ length: first }, (_, at) => note(at));
const resolvers = {
  Query: { notes: (_: unknown, { first }: { first: number }) => notes(first) },
  // Nobody else refers to notes, and by their key nothing is known of them.
  Note: {
    author: ({ id }: { id: string }) => ({ id: `p${Number(id.slice(1)) % 2}` }),
    answers: () => notes(2),
  },
  Person: { notes: (_: unknown, { first }: { first: number }) => notes(first) },
};

interface Asked {
  readonly subgraph: string;
  readonly entities: number | undefined;
}

function transport(subgraph: string, sdl: string, known: object, asked: Asked[]): SubgraphTransport {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: known as never }]);
  return {
    async execute({ query, variables = {} }: SubgraphRequest) {
      const { representations } = variables as { representations?: unknown[] };
      asked.push({ subgraph, entities: representations?.length });
      const answer = await graphql({ schema, source: query, variableValues: variables });
      return JSON.parse(JSON.stringify(answer)) as SubgraphResponse;
    },
    async *subscribe() {},
    async close() {},
  };
}

/** Asks the same several times; tells the last answer, and who was asked for it. */
function asker(splitFetches?: boolean | 'always') {
  const asked: Asked[] = [];
  const named = {
    Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Person ${id}` }) },
  };
  const transports = new Map([
    ['notes', transport('notes', notesSdl, resolvers, asked)],
    ['people', transport('people', peopleSdl, named, asked)],
  ]);
  const loaded = loadSupergraph(
    supergraphOf([
      { name: 'notes', sdl: notesSdl },
      { name: 'people', sdl: peopleSdl },
    ]),
  );
  const engine = ourEngine(loaded, apolloPlanner(loaded), transports, splitFetches);
  return async (times: number, query: string, variables: Record<string, unknown> = {}) => {
    const operation = { document: parse(query), operationName: undefined, variables };
    let answer = await engine.execute(operation, anyScope());
    for (let time = 1; time < times; time += 1) {
      asked.length = 0;
      answer = await engine.execute(operation, anyScope());
    }
    return { answer: JSON.parse(JSON.stringify(answer)) as { data: unknown }, asked: asked.splice(0) };
  };
}

const authors = `query ($first: Int!, $more: Int = 30) {
  notes(first: $first) { text author { id name notes(first: $more) { ...Text } } }
}
fragment Text on Note { text }`;

const whole = [
  { subgraph: 'notes', entities: undefined },
  { subgraph: 'people', entities: 2 },
];
const split = [
  { subgraph: 'notes', entities: undefined },
  { subgraph: 'notes', entities: 2 },
  { subgraph: 'people', entities: 2 },
];

it('asks once for each entity where the same have come again and again', async () => {
  const ask = asker();
  const before = await ask(3, authors, { first: 20 });
  expect(before.asked).toEqual(whole);
  const after = await ask(1, authors, { first: 20 });
  expect(after.asked).toEqual(split);
  expect(after.answer).toEqual(before.answer);
  expect(after.answer.data).toMatchObject({
    notes: Array.from({ length: 20 }, (_, at) => ({
      text: `Note ${at}`,
      author: { id: `p${at % 2}`, name: `Person p${at % 2}`, notes: notes(30).map(({ text }) => ({ text })) },
    })),
  });
});

it('asks as planned again when they no longer do', async () => {
  const ask = asker();
  expect((await ask(4, authors, { first: 20 })).asked).toEqual(split);
  expect((await ask(300, authors, { first: 2 })).asked).toEqual(whole);
});

it('asks as planned where there is little to save, or when told to', async () => {
  expect((await asker()(5, authors, { first: 20, more: 1 })).asked).toEqual(whole);
  expect((await asker(false)(5, authors, { first: 20 })).asked).toEqual(whole);
});

it('does not ask for entities by a key that nobody else has', async () => {
  const answers = '{ notes(first: 9) { id answers { id text answers { id text } } } }';
  const { answer, asked } = await asker('always')(2, answers);
  expect(asked).toHaveLength(1);
  expect(JSON.stringify(answer)).not.toContain('null');
});
