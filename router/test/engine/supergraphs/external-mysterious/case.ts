import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    products: {
      Query: { product: { id: 'p' }, products: [{ id: 'p' }] },
      Product: [{ id: 'p', name: 'Pan' }],
    },
    prices: {
      Query: { cheapest: { id: 'p', name: 'not its name' } },
      Product: [{ id: 'p', price: 3, name: 'not its name' }],
    },
  },
  examples: [
    {
      says: 'asks the owner',
      query: '{ products { id name price } }',
      data: { products: [{ id: 'p', name: 'Pan', price: 3 }] },
    },
    {
      says: 'asks the owner also when it comes from there',
      query: '{ cheapest { name price } }',
      data: { cheapest: { name: 'Pan', price: 3 } },
      asks: ['prices', 'products'],
    },
  ],
};
