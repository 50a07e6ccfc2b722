import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    search: {
      Query: {
        hello: 'hello',
        product: { name: 'Pan', maker: { id: 'm' } },
      },
      Maker: [{ id: 'm', name: 'Mill' }],
    },
    stock: { Query: { hello: 'hello', product: { name: 'Pan', maker: { id: 'm' }, stock: 4 } } },
    makers: {
      Query: { hello: 'hello', product: { name: 'Pan', price: 9 } },
      Maker: [{ id: 'm', name: 'Mill', founded: 1900 }],
    },
  },
  examples: [
    {
      says: 'takes each part of an object without a key where it is',
      query: '{ product { name stock price } }',
      data: { product: { name: 'Pan', stock: 4, price: 9 } },
      asks: ['stock', 'makers'],
    },
    {
      says: 'asks one for what all can answer',
      query: '{ hello product { name } }',
      data: { hello: 'hello', product: { name: 'Pan' } },
    },
    {
      says: 'goes on from where there is a way',
      query: '{ product { stock maker { name founded } } }',
      data: {
        product: { stock: 4, maker: { name: 'Mill', founded: 1900 } },
      },
    },
    {
      says: 'nulls the parts of the one that is away',
      query: '{ product { name stock price } }',
      failing: { makers: 'away' },
      data: { product: { name: null, stock: 4, price: null } },
      errors: [{ path: ['product'], code: 'SUBGRAPH_UNAVAILABLE' }],
    },
  ],
};
