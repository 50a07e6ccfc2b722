import type { Crafted } from '../../crafted/crafted.ts';

const book = { __typename: 'Book', title: 'Bears', aTitle: 'a' };
const song = { __typename: 'Song', title: 'Bear song' };
const movie = { __typename: 'Movie', title: 'The Bear', minutes: 96 };

export const crafted: Crafted = {
  knows: {
    a: {
      Query: { media: book, book, viewer: { id: 'v' } },
      Viewer: [{ id: 'v', media: song, song }],
    },
    b: {
      Query: { media: book, book },
      Viewer: [{ id: 'v', media: song, song, bMedia: movie }],
    },
  },
  examples: [
    {
      says: 'tells the type and what all have',
      query: '{ media { __typename ... on Book { title } ... on Movie { title } ... on Song { title } } }',
      data: { media: { __typename: 'Book', title: 'Bears' } },
    },
    {
      says: 'asks the one who has the field',
      query: '{ book { ... on Book { title aTitle } } }',
      data: { book: { title: 'Bears', aTitle: 'a' } },
      asks: ['a'],
    },
    {
      says: 'answers with nothing for members that it is not',
      query: '{ media { ... on Movie { minutes } } book { ... on Song { title } } }',
      data: { media: {}, book: {} },
    },
    {
      says: 'tells them apart below an entity',
      query: `{ viewer { song { __typename ... on Song { title } }
        bMedia { __typename ... on Movie { minutes } ... on Book { title } } } }`,
      data: {
        viewer: {
          song: { __typename: 'Song', title: 'Bear song' },
          bMedia: { __typename: 'Movie', minutes: 96 },
        },
      },
    },
  ],
};
