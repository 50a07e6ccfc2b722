import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    media: {
      Query: { media: { __typename: 'Video', id: 'v' } },
      Video: [{ id: 'v', title: 'Bears', length: 9 }],
      Article: [{ id: 'a', title: 'On bears', words: 700 }],
    },
    authors: {
      Query: { author: { id: '1', name: 'Ada' } },
      Video: [{ id: 'v', authorName: 'Ada' }],
    },
    playlists: {
      Query: { playlist: { id: 'p', media: [{ id: 'a' }, { id: 'v' }] } },
      Media: [
        { id: 'v', plays: 1 },
        { id: 'a', plays: 2 },
      ],
    },
  },
  examples: [
    {
      says: 'adds to one kind what only another subgraph has of it',
      query: '{ media { id title plays ... on Video { length authorName } ... on Article { words } } }',
      data: { media: { id: 'v', title: 'Bears', plays: 1, length: 9, authorName: 'Ada' } },
    },
    {
      says: 'does so where it first has to learn the kind',
      query:
        '{ playlist { media { plays ... on Video { authorName length } ... on Article { words } } } author { name } }',
      data: {
        playlist: {
          media: [
            { plays: 2, words: 700 },
            { plays: 1, authorName: 'Ada', length: 9 },
          ],
        },
        author: { name: 'Ada' },
      },
    },
  ],
};
