import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { apolloPlanner } from '../../src/engine/planner.ts';
import { routerOver } from '../world/router-over.ts';
import { openSocket } from '../world/socket.ts';
import { cases, transportsOf } from './crafted/serve.ts';
import { anyScope, ourEngine } from './oracle/engine.ts';
import type { Asked } from './oracle/fakes.ts';

const crafted = (await cases()).find(({ name }) => name === 'requires-requires');
if (crafted === undefined) throw new Error('The supergraph is not there.');
const { loaded } = crafted;

/** All that an item has, by its base. */
const itemOf = (base: number) => {
  const second = base * 10 + 2;
  const third = second * 10 + 3;
  const fourth = third * 10 + 4;
  const fifth = fourth * 10 + 5;
  return { base, second, third, fourth, fifth, twice: { left: third * 2 }, sum: third + 1 };
};
const words = {
  base: 'base',
  second: 'second',
  third: 'third',
  fourth: 'fourth',
  fifth: 'fifth',
  twice: 'twice: pair(times: $times) { left }',
  sum: 'sum',
};
const names = Object.keys(words) as (keyof typeof words)[];
/** Every choice of some of the fields. */
const choices = Array.from({ length: 2 ** names.length - 1 }, (_, at) =>
  names.filter((_, bit) => ((at + 1) >> bit) % 2 === 1),
);

/** Where items are, and what is there when each of them is this. */
const places: [
  place: string,
  query: (item: string) => string,
  data: (of: (base: number) => object) => object,
][] = [
  ['an object', (item) => `query { item { ${item} } }`, (of) => ({ item: of(1) })],
  ['a list', (item) => `query { items { ${item} } }`, (of) => ({ items: [of(1), of(2)] })],
  ['another subgraph', (item) => `query { middle { ${item} } }`, (of) => ({ middle: of(1) })],
  ['the middle of the chain', (item) => `query { last { ${item} } }`, (of) => ({ last: of(2) })],
  [
    'a list of lists',
    (item) => `query { pile { items { ${item} } } }`,
    (of) => ({ pile: { items: [[of(1)], [of(2), of(1)]] } }),
  ],
  [
    'an abstract type',
    (item) => `query { things { __typename ... on Item { ...Of } ... on Other { box { item { ...Of } } } } }
      fragment Of on Item { ${item} }`,
    (of) => ({
      things: [
        { __typename: 'Item', ...of(1) },
        { __typename: 'Other', box: { item: of(2) } },
      ],
    }),
  ],
  [
    'a field of an entity, of a mutation, and both at once',
    (item) =>
      `mutation { touch { ${item} next { ${item} } } push { items { ${item} } } again: touch { ${item} } }`,
    (of) => ({ touch: { ...of(1), next: of(2) }, push: { items: [[of(2)]] }, again: of(1) }),
  ],
];

describe.each(places)('in %s', (_, query, data) => {
  it('every choice of fields is answered', { timeout: 120_000 }, async () => {
    for (const chosen of choices) {
      const asked: Asked[] = [];
      const engine = ourEngine(loaded, apolloPlanner(loaded), transportsOf(crafted, {}, asked));
      const selected = chosen.map((name) => words[name]).join(' ');
      const text = query(selected);
      const needsTimes = text.includes('$times');
      const source = needsTimes ? text.replace(/^(query|mutation)/, '$1 ($times: Int)') : text;
      const document = parse(source);
      expect(validate(loaded.clientSchema, document)).toEqual([]);
      const variables = needsTimes ? { times: 2 } : {};
      const answer = await engine.execute({ document, operationName: undefined, variables }, anyScope());
      const of = (base: number) => {
        const item = itemOf(base);
        return Object.fromEntries(chosen.map((name) => [name, item[name]]));
      };
      const told = JSON.stringify({ source, asked }, undefined, 1);
      expect(JSON.parse(JSON.stringify(answer)), told).toEqual({ data: data(of) });
      expect(
        asked.filter(({ mistake }) => mistake),
        told,
      ).toEqual([]);
    }
  });
});

it('an event of a stream is filled along the chain', async () => {
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external"])';
  const { url } = await routerOver({
    one: {
      sdl: `${link}
        type Query { item: Item }
        type Subscription { changed: Item }
        type Item @key(fields: "id") { id: ID! base: Int second: Int @external third: Int @requires(fields: "second") }`,
      resolvers: {
        Item: {
          base: () => 1,
          third: ({ second }: { second: number }) => second * 10 + 3,
        },
        Subscription: {
          changed: {
            subscribe: async function* () {
              yield { changed: { id: '1' } };
              yield { changed: null };
            },
          },
        },
      },
    },
    two: {
      sdl: `${link}
        type Item @key(fields: "id") {
          id: ID! base: Int @external second: Int @requires(fields: "base")
          third: Int @external fourth: Int @requires(fields: "third")
        }`,
      resolvers: {
        Item: {
          second: ({ base }: { base: number }) => base * 10 + 2,
          fourth: ({ third }: { third: number }) => third * 10 + 4,
        },
      },
    },
  });
  const changed = openSocket(url).run('subscription { changed { fourth third } }');
  await changed.done;
  expect(changed.answers).toEqual([
    { data: { changed: { fourth: 1234, third: 123 } } },
    { data: { changed: null } },
  ]);
});

it('what is deferred is fetched along the chain', async () => {
  const engine = ourEngine(loaded, apolloPlanner(loaded), transportsOf(crafted, {}, []));
  const document = parse('{ item { base ... @defer { fifth } } }');
  const answer = await engine.executeInParts(
    { document, operationName: undefined, variables: {} },
    anyScope(),
  );
  if (!('rest' in answer)) throw new Error('It came in one piece.');
  expect(answer.data).toEqual({ item: { base: 1 } });
  const chunks = await Array.fromAsync(answer.rest);
  expect(chunks.flatMap(({ pieces }) => pieces.map(({ data }) => data))).toEqual([{ fifth: 12345 }]);
});
