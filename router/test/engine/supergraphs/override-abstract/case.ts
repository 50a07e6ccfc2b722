import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    old: {
      Query: {
        feed: [
          { __typename: 'Text', id: 't' },
          { __typename: 'Image', id: 'i' },
        ],
        first: { __typename: 'Image', id: 'i' },
      },
      Text: [{ id: 't', at: 'monday', body: 'Hello' }],
      Image: [{ id: 'i', at: 'not any more', url: 'not any more' }],
    },
    new: {
      Query: { latest: { __typename: 'Image', id: 'i' } },
      Text: [{ id: 't', at: 'monday' }],
      Image: [{ id: 'i', at: 'tuesday', url: '/i.png' }],
    },
  },
  examples: [
    {
      says: 'asks for the moved field of the one type, not of the other',
      query: '{ feed { id at } }',
      data: {
        feed: [
          { id: 't', at: 'monday' },
          { id: 'i', at: 'tuesday' },
        ],
      },
    },
    {
      says: 'does so inside fragments',
      query: '{ feed { ... on Image { url } ... on Text { body } } first { at ... on Image { url } } }',
      data: { feed: [{ body: 'Hello' }, { url: '/i.png' }], first: { at: 'tuesday', url: '/i.png' } },
    },
    {
      says: 'needs the old one no more from the new one',
      query: '{ latest { at ... on Image { url } } }',
      data: { latest: { at: 'tuesday', url: '/i.png' } },
      asks: ['new'],
    },
  ],
};
