import type { Crafted } from '../../crafted/crafted.ts';

interface Written {
  author: { years: number };
}

const ids = ['p1', 'p2'];

export const crafted: Crafted = {
  knows: {
    feed: {
      Query: { feed: ids.map((id) => ({ id })) },
      Post: ids.map((id) => ({
        id,
        note: (_: object, { author }: Written) => `after ${author.years} years`,
      })),
      Author: [
        { id: 'a1', years: 1 },
        { id: 'a2', years: 9 },
      ],
    },
    authors: {
      Post: ids.map((id, at) => ({
        id,
        author: { id: `a${at + 1}` },
        byNovice: (_: object, { author }: Written) => author.years < 5,
      })),
    },
  },
  examples: [
    {
      says: 'asks elsewhere for what is external',
      query: '{ feed { note } }',
      data: { feed: [{ note: 'after 1 years' }, { note: 'after 9 years' }] },
    },
    {
      says: 'also on the way to another one that requires it',
      query: '{ feed { byNovice } }',
      data: { feed: [{ byNovice: true }, { byNovice: false }] },
      gateway: 'asks for what is external',
    },
    {
      says: 'for both, with what the client selects of it',
      query: '{ feed { note byNovice author { id years } } }',
      data: {
        feed: [
          { note: 'after 1 years', byNovice: true, author: { id: 'a1', years: 1 } },
          { note: 'after 9 years', byNovice: false, author: { id: 'a2', years: 9 } },
        ],
      },
      gateway: 'asks for what is external',
    },
  ],
};
