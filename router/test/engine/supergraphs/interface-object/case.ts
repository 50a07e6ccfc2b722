import type { Crafted } from '../../crafted/crafted.ts';

const [book, film] = [{ id: 'b' }, { id: 'f' }];
const headline = (_: object, { title }: { title: string }) => `${title}!`;

export const crafted: Crafted = {
  knows: {
    media: {
      Query: {
        media: [
          { __typename: 'Book', ...book },
          { __typename: 'Film', ...film },
        ],
        medium: ({ id }: { id: string }) => ({ __typename: id === 'b' ? 'Book' : 'Film', id }),
      },
      Book: [{ id: 'b', title: 'Bears', pages: 90 }],
      Film: [{ id: 'f', title: 'The Bear', minutes: 96 }],
    },
    reviews: {
      Query: {
        reviewed: [book, film, { id: 'gone' }].slice(0, 2),
        reviews: [
          { stars: 4, of: film },
          { stars: 1, of: { id: 'gone' } },
        ],
      },
      Media: [
        { id: 'b', stars: 3, headline, reviews: [] },
        { id: 'f', stars: 4, headline, reviews: [{ stars: 4, of: film }] },
      ],
    },
    lists: { Query: { list: { id: 'l', media: [film, null, book] } } },
  },
  examples: [
    {
      says: 'adds fields to every kind',
      query: '{ media { id stars } }',
      data: {
        media: [
          { id: 'b', stars: 3 },
          { id: 'f', stars: 4 },
        ],
      },
    },
    {
      says: 'adds them inside fragments on a kind',
      query: '{ media { ... on Book { pages stars } ... on Film { minutes } } }',
      data: { media: [{ pages: 90, stars: 3 }, { minutes: 96 }] },
    },
    {
      says: 'learns the kind where only one type is known',
      query: '{ reviewed { __typename stars } }',
      data: {
        reviewed: [
          { __typename: 'Book', stars: 3 },
          { __typename: 'Film', stars: 4 },
        ],
      },
    },
    {
      says: 'learns it for fragments on a kind',
      query: '{ reviewed { id ... on Film { minutes title } ... on Book { pages } } }',
      data: {
        reviewed: [
          { id: 'b', pages: 90 },
          { id: 'f', minutes: 96, title: 'The Bear' },
        ],
      },
    },
    {
      says: 'needs not learn it where it makes no difference',
      query: '{ reviewed { id stars } }',
      data: {
        reviewed: [
          { id: 'b', stars: 3 },
          { id: 'f', stars: 4 },
        ],
      },
      asks: ['reviews'],
    },
    {
      says: 'needs not learn it for what is switched off',
      query: 'query ($on: Boolean = false) { reviewed { stars ... on Film { minutes @include(if: $on) } } }',
      failing: { media: 'away' },
      data: { reviewed: [{ stars: 3 }, { stars: 4 }] },
    },
    {
      says: 'requires fields of the interface',
      query: '{ reviewed { headline } medium(id: "f") { headline } }',
      data: {
        reviewed: [{ headline: 'Bears!' }, { headline: 'The Bear!' }],
        medium: { headline: 'The Bear!' },
      },
    },
    {
      says: 'goes from one such subgraph to another',
      query: '{ list { id media { id stars reviews { stars of { __typename } } } } }',
      data: {
        list: {
          id: 'l',
          media: [
            { id: 'f', stars: 4, reviews: [{ stars: 4, of: { __typename: 'Film' } }] },
            null,
            { id: 'b', stars: 3, reviews: [] },
          ],
        },
      },
    },
    {
      says: 'goes from where the key cannot be resolved',
      query: '{ list { media { title kind: __typename ... on Book { pages } } } }',
      data: {
        list: {
          media: [{ title: 'The Bear', kind: 'Film' }, null, { title: 'Bears', kind: 'Book', pages: 90 }],
        },
      },
    },
    {
      says: 'has nothing of what nobody knows the kind of',
      query: '{ reviews { stars of { __typename id } } }',
      data: {
        reviews: [
          { stars: 4, of: { __typename: 'Film', id: 'f' } },
          { stars: 1, of: null },
        ],
      },
    },
  ],
};
