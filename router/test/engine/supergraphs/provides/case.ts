import type { Crafted } from '../../crafted/crafted.ts';

const provided = { __typename: 'Film', id: 'f1', title: 'The Bear' };

export const crafted: Crafted = {
  knows: {
    home: {
      Query: {
        top: [provided],
        all: [{ id: 'f1' }],
        plots: [
          {
            ...provided,
            plot: () => {
              throw new Error('Nobody wants to know.');
            },
          },
        ],
        shelf: { of: { id: 't', name: 'Bears', genre: { id: 'g', name: 'Nature' } } },
        find: [provided, null, { __typename: 'Actor', id: 'a1', name: 'Ursula' }],
        work: [provided, { __typename: 'Play', id: 'p1', title: 'The Cub' }],
      },
    },
    owners: {
      Film: [{ id: 'f1', title: 'The Bear', plot: 'It sleeps.', year: 1988 }],
      Play: [{ id: 'p1', title: 'The Cub' }],
      Actor: [{ id: 'a1', name: 'Ursula', born: 1961 }],
      Topic: [{ id: 't', name: 'Bears', genre: { id: 'g' }, size: 3 }],
      Genre: [{ id: 'g', name: 'Nature' }],
    },
  },
  examples: [
    {
      says: 'takes what the path provides',
      query: '{ top { id title } }',
      data: { top: [{ id: 'f1', title: 'The Bear' }] },
      asks: ['home'],
    },
    {
      says: 'asks the owner where it does not',
      query: '{ all { title } }',
      data: { all: [{ title: 'The Bear' }] },
      asks: ['home', 'owners'],
    },
    {
      says: 'asks the owner for the rest only',
      query: '{ top { title year } }',
      data: { top: [{ title: 'The Bear', year: 1988 }] },
      asks: ['home', 'owners'],
    },
    {
      says: 'takes nested objects',
      query: '{ shelf { of { name genre { name } } } }',
      data: { shelf: { of: { name: 'Bears', genre: { name: 'Nature' } } } },
      asks: ['home'],
    },
    {
      says: 'takes of each member of a union what is provided of it',
      query: '{ find { ... on Film { title } ... on Actor { name born } } }',
      data: { find: [{ title: 'The Bear' }, null, { name: 'Ursula', born: 1961 }] },
    },
    {
      says: 'takes it of what is behind an interface',
      query: '{ work { id title ... on Film { year } } }',
      data: {
        work: [
          { id: 'f1', title: 'The Bear', year: 1988 },
          { id: 'p1', title: 'The Cub' },
        ],
      },
    },
    {
      says: 'asks for nothing else that is provided',
      query: '{ plots { id ... { called: title } ... { year } ... on Film @skip(if: true) { plot } } }',
      data: { plots: [{ id: 'f1', called: 'The Bear', year: 1988 }] },
    },
    {
      says: 'nulls the object when what is provided and may not be null fails',
      query: '{ plots { id plot } top { id } }',
      data: null,
      errors: [{ path: ['plots', 0, 'plot'] }],
    },
  ],
};
