import type { Crafted } from '../../crafted/crafted.ts';

const pot = { __typename: 'Pot', id: 'p' };

export const crafted: Crafted = {
  knows: {
    a: {
      Query: {
        things: [{ __typename: 'Cup', id: 'c' }, pot, null],
        names: [{ __typename: 'Cup', id: 'c' }],
        viewer: { pick: pot, thing: pot },
      },
      Cup: [{ id: 'c', name: 'Cup' }],
      Pot: [{ id: 'p', lid: true }],
    },
    b: {
      Query: { viewer: { pick: pot, thing: pot }, others: [{ __typename: 'Jug', id: 'j' }, pot] },
      Pot: [{ id: 'p', name: 'Pot' }],
      Cup: [{ id: 'c', size: 2 }],
      Jug: [{ id: 'j', name: 'Jug' }],
    },
  },
  examples: [
    {
      says: 'takes a fragment for every type that has the interface anywhere',
      query: '{ things { id ... on Named { name } } }',
      data: { things: [{ id: 'c', name: 'Cup' }, { id: 'p', name: 'Pot' }, null] },
    },
    {
      says: 'adds to the one type what the other subgraph has of it',
      query: '{ things { ... on Cup { size } ... on Pot { lid name } } names { name ... on Cup { size } } }',
      data: { things: [{ size: 2 }, { lid: true, name: 'Pot' }, null], names: [{ name: 'Cup', size: 2 }] },
    },
    {
      says: 'knows members that not all know, in a shared field',
      query:
        '{ viewer { pick { __typename ... on Pot { id lid } ... on Cup { name } ... on Jug { name } } } }',
      data: { viewer: { pick: { __typename: 'Pot', id: 'p', lid: true } } },
    },
    {
      says: 'asks of an interface by one of another',
      query:
        '{ viewer { thing { ... on Named { name } ... on Thing { id } } } others { ... on Named { name } } }',
      data: { viewer: { thing: { name: 'Pot', id: 'p' } }, others: [{ name: 'Jug' }, { name: 'Pot' }] },
    },
  ],
};
