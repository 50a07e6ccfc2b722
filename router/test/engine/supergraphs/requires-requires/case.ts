import type { Crafted } from '../../crafted/crafted.ts';

/** What each of them comes to, by what it requires. */
const come = {
  second: ({ base }: { base: number }) => base * 10 + 2,
  third: ({ second }: { second: number }) => second * 10 + 3,
  fourth: ({ third }: { third: number }) => third * 10 + 4,
  fifth: ({ fourth }: { fourth: number }) => fourth * 10 + 5,
  pair: ({ third }: { third: number }, times: number) => ({ left: third * times, right: 1 }),
  sum: ({ pair }: { pair: { left: number; right: number } }) => pair.left + pair.right,
};
const ids = ['1', '2'];
const [one, two] = ids.map((id) => ({ id }));

export const crafted: Crafted = {
  knows: {
    one: {
      Query: {
        item: one,
        items: [one, two],
        things: [
          { __typename: 'Item', ...one },
          { __typename: 'Other', id: '3' },
        ],
      },
      Mutation: { touch: one },
      Item: ids.map((id) => ({
        id,
        base: Number(id),
        fourth: (_: object, item: { third: number }) => come.fourth(item),
        pair: ({ times }: { times: number }, item: { third: number }) => come.pair(item, times),
      })),
      Other: [{ id: '3', base: 3, box: { item: two } }],
    },
    two: {
      Other: [{ id: '3', third: (_: object, { base }: { base: number }) => base * 10 + 3 }],
      Query: { middle: one },
      Item: ids.map((id) => ({
        id,
        second: (_: object, item: { base: number }) => come.second(item),
        fifth: (_: object, item: { fourth: number }) => come.fifth(item),
        sum: (_: object, item: { pair: { left: number; right: number } }) => come.sum(item),
      })),
    },
    three: {
      Other: [{ id: '3', second: (_: object, { third }: { third: number }) => third * 10 + 2 }],
      Query: { last: two, pile: { items: [[one], [two, one]] } },
      Mutation: { push: { items: [[two]] } },
      Item: ids.map((id) => ({
        id,
        third: (_: object, item: { second: number }) => come.third(item),
        next: id === '1' ? two : null,
      })),
    },
  },
  examples: [
    {
      says: 'walks the whole chain for its last link',
      query: '{ item { fifth } }',
      data: { item: { fifth: 12345 } },
      gateway: 'asks before it knows what is required',
    },
    {
      says: 'walks it once for all links, in a list',
      query: '{ items { second third fourth fifth } }',
      data: {
        items: [
          { second: 12, third: 123, fourth: 1234, fifth: 12345 },
          { second: 22, third: 223, fourth: 2234, fifth: 22345 },
        ],
      },
    },
    {
      says: 'begins it wherever the client comes in',
      query: '{ last { third fourth } }',
      data: { last: { third: 223, fourth: 2234 } },
      gateway: 'asks before it knows what is required',
    },
    {
      says: 'has nothing of what comes after a link that is away, and all the rest',
      query: '{ item { base second fifth } }',
      failing: { three: 'away' },
      data: { item: { base: 1, second: 12, fifth: null } },
      errors: [{ path: ['item'], code: 'SUBGRAPH_UNAVAILABLE' }],
    },
    {
      says: 'is not misled by what the client calls as its links',
      query: '{ items { second: base third: id base: fourth fifth: third fourth: fifth } }',
      data: {
        items: [
          { second: 1, third: '1', base: 1234, fifth: 123, fourth: 12345 },
          { second: 2, third: '2', base: 2234, fifth: 223, fourth: 22345 },
        ],
      },
      gateway: 'takes the client’s names for the fields',
    },
    {
      says: 'walks two chains, one the other way round, in one list',
      query: '{ things { ... on Item { third } ... on Other { second } } }',
      data: { things: [{ third: 123 }, { second: 332 }] },
    },
  ],
};
