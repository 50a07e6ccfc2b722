import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    old: {
      Query: { post: { id: '1' } },
      Post: [{ id: '1', title: 'old', likes: 1, views: 1 }],
    },
    new: { Post: [{ id: '1', title: 'new', likes: 2, views: 2 }] },
  },
  examples: [
    {
      says: 'sends everything to the new place at 100 percent',
      query: '{ post { title } }',
      data: { post: { title: 'new' } },
      asks: ['old', 'new'],
      gateway: 'has no percentages',
    },
    {
      says: 'sends nothing there at 0 percent, and none that goes by a label of its own',
      query: '{ post { likes views } }',
      data: { post: { likes: 1, views: 1 } },
      asks: ['old'],
    },
  ],
};
