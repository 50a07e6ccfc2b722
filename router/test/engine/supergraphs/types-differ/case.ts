import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    a: {
      Query: {
        users: [{ id: 'u' }],
        accounts: [
          { __typename: 'User', id: 'u' },
          { __typename: 'Admin', id: 'a', photo: '/a.png' },
        ],
      },
      User: [{ id: 'u', name: 'Ada', tags: ['x'], similar: [{ id: 'u' }] }],
    },
    b: {
      Query: { people: [{ id: 'u' }, { id: null }, null] },
      User: [{ id: 'u', name: null, tags: ['x', null], similar: [{ id: 'u' }], nick: 'A' }],
    },
  },
  examples: [
    {
      says: 'keeps null what either may leave null',
      query: '{ people { id name tags } }',
      data: {
        people: [{ id: 'u', name: null, tags: ['x', null] }, { id: null, name: null, tags: null }, null],
      },
    },
    {
      says: 'joins them with types of other ids',
      query: '{ accounts { ... on User { id nick similar { nick name } } ... on Admin { aid: id photo } } }',
      data: {
        accounts: [
          { id: 'u', nick: 'A', similar: [{ nick: 'A', name: 'Ada' }] },
          { aid: 'a', photo: '/a.png' },
        ],
      },
    },
    {
      says: 'answers fields of one name whose nullability differs, under aliases',
      query: '{ accounts { ... on User { uid: id } ... on Admin { id } } users { similar { id } } }',
      data: { accounts: [{ uid: 'u' }, { id: 'a' }], users: [{ similar: [{ id: 'u' }] }] },
    },
  ],
};
