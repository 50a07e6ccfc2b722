import type { Crafted } from '../../crafted/crafted.ts';

const category = { id: 'c', tag: 't' };
const [one, two] = [
  { id: '1', pid: 'p1', category },
  { id: '2', pid: 'p2', category },
];

export const crafted: Crafted = {
  knows: {
    products: {
      Query: { top: { products: [{ id: '1' }, { id: '2' }] }, categories: [category] },
      Product: [
        { id: '1', category: { id: 'c' } },
        { id: '2', category: { id: 'c' } },
      ],
      Category: [{ ...category, mainProduct: { id: '1' } }],
    },
    link: {
      Product: [
        { id: '1', pid: 'p1' },
        { id: '2', pid: 'p2' },
      ],
    },
    list: {
      ProductList: [
        {
          products: [
            { id: '1', pid: 'p1' },
            { id: '2', pid: 'p2' },
          ],
          first: { id: '1', pid: 'p1' },
          selected: { id: '2', pid: 'p2' },
        },
      ],
    },
    price: {
      ProductList: [{ products: [one, two], selected: two, first: one }],
      Product: [
        { ...one, price: { price: 1 } },
        { ...two, price: { price: 2 } },
      ],
    },
  },
  examples: [
    {
      says: 'gathers keys of keys, in lists',
      query: '{ top { products { id pid price { price } category { tag mainProduct { id } } } } }',
      data: {
        top: {
          products: [
            { id: '1', pid: 'p1', price: { price: 1 }, category: { tag: 't', mainProduct: { id: '1' } } },
            { id: '2', pid: 'p2', price: { price: 2 }, category: { tag: 't', mainProduct: { id: '1' } } },
          ],
        },
      },
    },
    {
      says: 'resolves what has a list of objects for its key',
      query: '{ top { first { id } selected { id price { price } } } }',
      data: { top: { first: { id: '1' }, selected: { id: '2', price: { price: 2 } } } },
    },
    {
      says: 'comes to the price from the other side',
      query: '{ categories { tag mainProduct { pid price { price } } } }',
      data: { categories: [{ tag: 't', mainProduct: { pid: 'p1', price: { price: 1 } } }] },
    },
  ],
};
