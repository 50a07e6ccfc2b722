import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    users: {
      Query: {
        node: ({ id }: { id: string }) =>
          ({ u: { __typename: 'User', id }, p: { __typename: 'Post', id } })[id] ?? null,
      },
      User: [{ id: 'u', name: 'Ada' }],
    },
    posts: { Query: { post: { id: 'p' } }, Post: [{ id: 'p', title: 'Bears', author: { id: 'u' } }] },
  },
  examples: [
    {
      says: 'finds what another subgraph knows',
      query: `{ one: node(id: "p") { id ... on Post { title author { name } } } two: node(id: "u") { ... on User { name } }
        none: node(id: "x") { id } }`,
      data: {
        one: { id: 'p', title: 'Bears', author: { name: 'Ada' } },
        two: { name: 'Ada' },
        none: null,
      },
    },
    {
      says: 'asks for a node as itself through the interface',
      query:
        '{ node(id: "p") { ... on Node { __typename ... on Post { ... on Node { id } } } } post { ... on Node { id } title } }',
      data: { node: { __typename: 'Post', id: 'p' }, post: { id: 'p', title: 'Bears' } },
    },
  ],
};
