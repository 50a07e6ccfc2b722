import type { Crafted } from '../../crafted/crafted.ts';

const oven = { __typename: 'Oven', id: 'o' };
const toaster = { __typename: 'Toaster', id: 't' };

export const crafted: Crafted = {
  knows: {
    a: {
      Query: {
        products: [oven, toaster],
        node: ({ id }: { id: string }) => ({ o: oven, t: toaster })[id],
        nodes: [toaster, oven],
      },
      Toaster: [{ id: 't', warranty: 3 }],
    },
    b: { Query: { guaranteed: [oven] }, Oven: [{ id: 'o', warranty: 1 }] },
  },
  examples: [
    {
      says: 'takes the same field of one type here and of another there',
      query: '{ products { ... on Oven { id warranty } ... on Toaster { warranty } } }',
      data: { products: [{ id: 'o', warranty: 1 }, { warranty: 3 }] },
    },
    {
      says: 'takes interfaces for conditions on a union',
      query:
        '{ products { ... on Node { id } ... on Guaranteed { warranty } } nodes { id ... on Guaranteed { warranty } } }',
      data: {
        products: [{ id: 'o', warranty: 1 }, { id: 't' }],
        nodes: [{ id: 't' }, { id: 'o', warranty: 1 }],
      },
    },
    {
      says: 'answers with nothing for a type it is not',
      query:
        '{ node(id: "o") { ... on Toaster { warranty } } toaster: node(id: "t") { ... on Toaster { warranty } } none: node(id: "x") { id } }',
      data: { node: {}, toaster: { warranty: 3 }, none: null },
    },
    {
      says: 'nests conditions',
      query:
        '{ nodes { ... on Node { ... on Oven { ... on Guaranteed { warranty } } } __typename } guaranteed { ... on Node { id } } }',
      data: {
        nodes: [{ __typename: 'Toaster' }, { warranty: 1, __typename: 'Oven' }],
        guaranteed: [{ id: 'o' }],
      },
    },
  ],
};
