import type { Crafted } from '../../crafted/crafted.ts';

const text = { __typename: 'Text', id: 't', title: 'On bears' };
const image = { __typename: 'Image', id: 'i', url: '/i.png' };

export const crafted: Crafted = {
  knows: {
    one: {
      Query: { page: { id: 'p' }, pages: [{ id: 'p' }] },
      Page: [{ id: 'p', title: 'Bears', parts: [text, image] }],
    },
    two: {
      Page: [{ id: 'p', views: 9, heading: (_: object, { title }: { title: string }) => `${title}!` }],
      Text: [{ id: 't', words: 100 }],
      Image: [{ id: 'i', width: 640 }],
    },
  },
  examples: [
    {
      says: 'does not ask for what is off',
      query:
        'query ($on: Boolean!, $off: Boolean!) { page { title @include(if: $on) views @skip(if: $on) heading @include(if: $off) } }',
      variables: { on: true, off: false },
      data: { page: { title: 'Bears' } },
    },
    {
      says: 'asks for what is on, by a default',
      query:
        'query ($on: Boolean = true, $off: Boolean! = false) { page { views @include(if: $on) heading @skip(if: $off) } }',
      data: { page: { views: 9, heading: 'Bears!' } },
      asks: ['one', 'two'],
    },
    {
      says: 'nests conditions in fragments',
      query: `query ($a: Boolean!, $b: Boolean!) { pages {
        ... @include(if: $a) { views ... @skip(if: $b) { heading } }
        ...More @include(if: $b)
        parts { ... on Text @include(if: $a) { title words @include(if: $b) } ...Width @skip(if: $a) } } }
        fragment More on Page { title ... on Titled { again: title @skip(if: $a) } }
        fragment Width on Image { width }`,
      variables: { a: true, b: true },
      data: { pages: [{ views: 9, title: 'Bears', parts: [{ title: 'On bears', words: 100 }, {}] }] },
    },
    {
      says: 'answers the same operation with other variables otherwise',
      query: `query ($a: Boolean!, $b: Boolean!) { pages {
        ... @include(if: $a) { views ... @skip(if: $b) { heading } }
        ...More @include(if: $b)
        parts { ... on Text @include(if: $a) { title words @include(if: $b) } ...Width @skip(if: $a) } } }
        fragment More on Page { title ... on Titled { again: title @skip(if: $a) } }
        fragment Width on Image { width }`,
      variables: { a: false, b: true },
      data: { pages: [{ title: 'Bears', again: 'Bears', parts: [{}, { width: 640 }] }] },
    },
    {
      says: 'takes the same field with and without a condition for one that is on',
      query:
        'query ($off: Boolean!) { page { views @include(if: $off) ... { views } title @skip(if: true) ... on Titled { title @include(if: $off) } } }',
      variables: { off: false },
      data: { page: { views: 9 } },
    },
    {
      says: 'answers an empty object when everything in it is off',
      query:
        'query ($off: Boolean!) { page { title @include(if: $off) views @include(if: $off) } pages { ... @include(if: $off) { id } } }',
      variables: { off: false },
      data: { page: {}, pages: [{}] },
    },
    {
      says: 'lets nothing fail that a literal switches off',
      query:
        '{ page { title ... on Page @skip(if: true) { must } ... @include(if: false) { must } must @skip(if: true) } }',
      data: { page: { title: 'Bears' } },
    },
    {
      says: 'answers nothing when everything is off',
      query: '{ page @skip(if: true) { title } pages @include(if: false) { title } }',
      data: {},
      asks: [],
    },
    {
      says: 'takes both directives on one field together',
      query: `query ($yes: Boolean!, $no: Boolean!) { page { a: title @skip(if: $no) @include(if: $yes)
        b: views @skip(if: $yes) @include(if: $yes) c: heading @skip(if: $no) @include(if: $no) } }`,
      variables: { yes: true, no: false },
      data: { page: { a: 'Bears' } },
    },
  ],
};
