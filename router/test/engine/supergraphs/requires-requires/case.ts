import type { Crafted } from '../../crafted/crafted.ts';

interface Needed {
  base: number;
  second: number;
  third: number;
  fourth: number;
}

export const crafted: Crafted = {
  knows: {
    one: {
      Query: { item: { id: '1' }, items: [{ id: '1' }, { id: '2' }] },
      Item: ['1', '2'].map((id) => ({
        id,
        base: Number(id),
        fourth: (_: object, { third }: Needed) => third * 10 + 4,
      })),
    },
    two: {
      Item: ['1', '2'].map((id) => ({
        id,
        second: (_: object, { base }: Needed) => base * 10 + 2,
        fifth: (_: object, { fourth }: Needed) => fourth * 10 + 5,
      })),
    },
    three: {
      Query: { last: { id: '2' } },
      Item: ['1', '2'].map((id) => ({
        id,
        third: (_: object, { second }: Needed) => second * 10 + 3,
      })),
    },
  },
  examples: [
    {
      says: 'walks the whole chain for its last link',
      query: '{ item { fifth } }',
      data: { item: { fifth: 12345 } },
      gateway: 'asks before it knows what is required',
      open: 'the planner joins a fetch to an earlier one',
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
      open: 'the planner joins a fetch to an earlier one',
    },
  ],
};
