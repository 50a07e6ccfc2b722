import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    users: {
      Query: { user: ({ id }: { id: string }) => ({ id }), users: [{ id: '1' }, { id: '2' }] },
      User: [
        { id: '1', name: 'Ada' },
        { id: '2', name: 'Bo' },
      ],
    },
    ratings: {
      Query: { best: { id: '2' }, named: { id: '2', name: 'Bo' } },
      User: ['1', '2'].map((id) => ({
        id,
        rating: Number(id) * 2,
        greeting: (_: object, { name }: { name: string }) => `Hello ${name}`,
      })),
    },
    stars: { User: [{ id: '2', stars: 5 }] },
  },
  examples: [
    {
      says: 'joins what owner and extensions know',
      query: '{ users { id name rating stars greeting } }',
      data: {
        users: [
          { id: '1', name: 'Ada', rating: 2, stars: null, greeting: 'Hello Ada' },
          { id: '2', name: 'Bo', rating: 4, stars: 5, greeting: 'Hello Bo' },
        ],
      },
    },
    {
      says: 'goes from an extension to its owner and to another extension',
      query: '{ best { id name stars rating } }',
      data: { best: { id: '2', name: 'Bo', stars: 5, rating: 4 } },
    },
    {
      says: 'takes from an extension what it provides',
      query: '{ named { id name } }',
      data: { named: { id: '2', name: 'Bo' } },
      asks: ['ratings'],
    },
  ],
};
