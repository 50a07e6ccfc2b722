import type { Crafted } from '../../crafted/crafted.ts';

const ada = { id: 'ada' };
const [lost, nobody] = [{ id: 'lost' }, { id: null }];

export const crafted: Crafted = {
  knows: {
    books: {
      Query: { books: [{ isbn: '1' }, null, { isbn: '2' }, { isbn: '3' }] },
      Book: [
        { isbn: '1', author: ada, editors: [ada, null, lost, ada], shelf: { room: 'a', row: null } },
        { isbn: '2', author: null, editors: null, shelf: { room: null, row: null } },
        { isbn: '3', author: nobody, editors: [nobody], shelf: null },
      ],
    },
    authors: {
      Author: [{ id: 'ada', name: 'Ada' }],
      Shelf: [{ room: 'a', row: null, dusty: true }],
    },
  },
  examples: [
    {
      says: 'leaves null what a reference does not lead to',
      query: '{ books { isbn author { name } editors { id name } } }',
      data: {
        books: [
          {
            isbn: '1',
            author: { name: 'Ada' },
            editors: [{ id: 'ada', name: 'Ada' }, null, null, { id: 'ada', name: 'Ada' }],
          },
          null,
          { isbn: '2', author: null, editors: null },
          { isbn: '3', author: null, editors: [null] },
        ],
      },
      asks: ['books', 'authors'],
    },
    {
      says: 'asks also with nulls in a key: whether there is such a thing is up to its owner',
      query: '{ books { shelf { row dusty } } }',
      data: {
        books: [{ shelf: { row: null, dusty: true } }, null, { shelf: null }, { shelf: null }],
      },
    },
  ],
};
