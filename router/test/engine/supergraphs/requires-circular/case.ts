import type { Crafted } from '../../crafted/crafted.ts';

const novice = (_: object, { author }: { author: { years: number } }) => author.years < 5;

export const crafted: Crafted = {
  knows: {
    feed: {
      Query: { feed: [{ id: 'p1' }, { id: 'p2' }] },
      Post: ['p1', 'p2'].map((id) => ({
        id,
        byExpert: (_: object, { byNovice }: { byNovice: boolean }) => !byNovice,
      })),
      Author: [
        { id: 'a1', years: 1 },
        { id: 'a2', years: 9 },
      ],
    },
    authors: {
      Post: [
        { id: 'p1', author: { id: 'a1' }, byNovice: novice },
        { id: 'p2', author: { id: 'a2' }, byNovice: novice },
      ],
    },
  },
  examples: [
    {
      says: 'goes there and back and there',
      query: '{ feed { byNovice } }',
      data: { feed: [{ byNovice: true }, { byNovice: false }] },
    },
    {
      says: 'and back again',
      query: '{ feed { byExpert } }',
      data: { feed: [{ byExpert: false }, { byExpert: true }] },
    },
  ],
};
