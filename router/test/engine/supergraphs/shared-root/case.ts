import type { Crafted } from '../../crafted/crafted.ts';

const of = (part: object) => {
  const one = { id: '1', ...part };
  return { Query: { product: one, products: [one, null, { id: '2' }] } };
};

export const crafted: Crafted = {
  knows: {
    category: of({ category: { id: 'c', name: 'Pans' } }),
    name: of({ name: { id: 'n', brand: 'Ursa' } }),
    price: of({ price: { id: 'p', amount: 9 } }),
  },
  examples: [
    {
      says: 'joins the parts',
      query: '{ product { id name { id brand } category { name } price { amount } } }',
      data: {
        product: {
          id: '1',
          name: { id: 'n', brand: 'Ursa' },
          category: { name: 'Pans' },
          price: { amount: 9 },
        },
      },
      asks: ['category', 'name', 'price'],
    },
    {
      says: 'joins the entries of lists, in their order',
      query: '{ products { id name { brand } price { amount } } }',
      data: {
        products: [
          { id: '1', name: { brand: 'Ursa' }, price: { amount: 9 } },
          null,
          { id: '2', name: null, price: null },
        ],
      },
    },
  ],
};
