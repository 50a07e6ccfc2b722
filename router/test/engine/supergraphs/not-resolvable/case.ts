import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    reviews: {
      Query: {
        reviews: [
          { stars: 5, of: { id: 'f1' } },
          { stars: 1, of: null },
        ],
      },
    },
    films: {
      Query: { film: ({ id }: { id: string }) => ({ id }) },
      Film: [{ id: 'f1', title: 'The Bear' }],
    },
  },
  examples: [
    {
      says: 'goes from the stub to the owner',
      query: '{ reviews { stars of { title } } }',
      data: {
        reviews: [
          { stars: 5, of: { title: 'The Bear' } },
          { stars: 1, of: null },
        ],
      },
      asks: ['reviews', 'films'],
    },
    {
      says: 'never comes to the stub from elsewhere',
      query: '{ film(id: "f1") { id title } reviews { of { id } } }',
      data: { film: { id: 'f1', title: 'The Bear' }, reviews: [{ of: { id: 'f1' } }, { of: null }] },
      asks: ['reviews', 'films'],
    },
  ],
};
