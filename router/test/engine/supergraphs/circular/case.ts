import type { Crafted } from '../../crafted/crafted.ts';

const book = (id: string) => ({ __typename: 'Book', id });

export const crafted: Crafted = {
  knows: {
    a: {
      Query: { product: book('1') },
      Book: ['1', '2'].map((id) => ({
        id,
        samePrice: [
          { ...book('1'), price: 10 },
          { ...book('2'), price: 10 },
        ],
      })),
    },
    b: {
      Book: ['1', '2'].map((id) => ({ id, price: 10, shelf: { id: 's' } })),
      Shelf: [{ id: 's', first: book('1'), books: [book('1'), book('2')] }],
    },
  },
  examples: [
    {
      says: 'goes round an interface that leads to itself',
      query: '{ product { samePrice { ... on Book { id samePrice { ... on Book { price } } } } } }',
      data: {
        product: {
          samePrice: [
            { id: '1', samePrice: [{ price: 10 }, { price: 10 }] },
            { id: '2', samePrice: [{ price: 10 }, { price: 10 }] },
          ],
        },
      },
    },
    {
      says: 'goes round two entities, the same object in many places',
      query:
        '{ product { id price ... on Book { shelf { first { id shelf { books { id price samePrice { id } } } } } } } }',
      data: {
        product: {
          id: '1',
          price: 10,
          shelf: {
            first: {
              id: '1',
              shelf: {
                books: [
                  { id: '1', price: 10, samePrice: [{ id: '1' }, { id: '2' }] },
                  { id: '2', price: 10, samePrice: [{ id: '1' }, { id: '2' }] },
                ],
              },
            },
          },
        },
      },
    },
  ],
};
