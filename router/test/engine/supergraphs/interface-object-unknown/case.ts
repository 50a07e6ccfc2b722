import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    nodes: {
      Query: { a: { __typename: 'Node', id: 'n' }, product: { __typename: 'Bread', id: 'p' } },
      Bread: [{ id: 'p' }],
    },
    more: {
      Query: { b: { id: 'n' } },
      Node: [{ id: 'n', field: 'x' }],
    },
  },
  examples: [
    {
      says: 'answers with the interface’s fields, whatever the kind',
      query: '{ b { id field } }',
      data: { b: { id: 'n', field: 'x' } },
      asks: ['more'],
    },
    {
      says: 'has nothing where a subgraph cannot say the kind',
      query: '{ a { id } }',
      data: { a: null },
      errors: [{ path: ['a'] }],
    },
    {
      says: 'has nothing of it from elsewhere either',
      query: '{ a { field } }',
      data: { a: null },
      errors: [{ path: ['a'] }],
    },
    {
      says: 'knows the fragment on the kind',
      query: '{ product { ... on Bread { id } } }',
      data: { product: { id: 'p' } },
    },
    {
      says: 'nulls the object whose other part is not there',
      query: '{ product { id name } }',
      data: { product: null },
    },
  ],
};
