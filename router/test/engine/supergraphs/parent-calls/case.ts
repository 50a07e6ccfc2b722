import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    a: {
      Query: { products: [{ id: '1' }, { id: '2' }] },
      Product: [
        { id: '1', category: { details: 'long' } },
        { id: '2', category: null },
      ],
    },
    b: {
      Product: [
        { id: '1', pid: 'p1', category: { id: 7 } },
        { id: '2', pid: 'p2', category: null },
      ],
    },
    c: {
      Product: [
        { id: '1', pid: 'p1' },
        { id: '2', pid: 'p2' },
      ],
    },
    d: {
      Product: [
        { pid: 'p1', category: { name: 'Pans' } },
        { pid: 'p2', category: null },
      ],
    },
  },
  examples: [
    {
      says: 'joins the parts of the value from three subgraphs',
      query: '{ products { id category { id details name } } }',
      data: {
        products: [
          { id: '1', category: { id: 7, details: 'long', name: 'Pans' } },
          { id: '2', category: null },
        ],
      },
    },
    {
      says: 'does so under names of the client',
      query: '{ products { pid: id kind: category { pid: id id: name } } }',
      data: {
        products: [
          { pid: '1', kind: { pid: 7, id: 'Pans' } },
          { pid: '2', kind: null },
        ],
      },
      gateway: 'takes the aliases for the keys',
    },
  ],
};
