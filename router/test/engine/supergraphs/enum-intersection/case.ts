import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    a: {
      Query: {
        users: ({ kind }: { kind: string }) => (kind === 'REGULAR' ? [{ id: '1' }] : null),
        find: ({ filter }: { filter: { first: number } }) => ({ id: String(filter.first) }),
      },
      User: [
        { id: '1', kind: 'TWO' },
        { id: '2', kind: 'THREE' },
      ],
    },
    b: {
      Query: { usersB: [{ id: '1' }], findB: { id: '2' } },
      User: [
        { id: '1', kind: 'ONE', onlyB: 'THREE' },
        { id: '2', kind: 'THREE', onlyB: 'four' },
      ],
    },
  },
  examples: [
    {
      says: 'answers with what only one knows',
      query: '{ users { id kind onlyB } }',
      data: { users: [{ id: '1', kind: 'TWO', onlyB: 'THREE' }] },
    },
    {
      says: 'takes as input what all know, in literals, variables and defaults',
      query: 'query ($kind: Kind! = REGULAR) { usersB(kind: $kind) { id } users(kind: REGULAR) { id } }',
      data: { usersB: [{ id: '1' }], users: [{ id: '1' }] },
    },
    {
      says: 'nulls a value that its subgraph does not know itself',
      query: '{ findB(filter: { first: 2 }) { id onlyB kind } }',
      data: { findB: { id: '2', onlyB: null, kind: 'THREE' } },
      errors: [{ path: ['findB', 'onlyB'] }],
    },
    {
      says: 'passes input objects on',
      query: 'query ($filter: Filter!) { find(filter: $filter) { id kind } }',
      variables: { filter: { first: 1 } },
      data: { find: { id: '1', kind: 'TWO' } },
    },
    {
      says: 'refuses what not all know',
      query: 'query ($filter: Filter!) { find(filter: $filter) { id } }',
      variables: { filter: { first: 1, kind: 'REGULAR' } },
      errors: [{ code: 'BAD_USER_INPUT' }],
      gateway: 'lets it through',
    },
  ],
};
