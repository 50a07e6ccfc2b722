import type { Crafted, Failure } from '../../crafted/crafted.ts';

const query = '{ orders { id buyer { name } note } }';
const whole = [
  { id: '1', buyer: { name: 'Ada' }, note: 'x' },
  { id: '2', buyer: { name: 'Bo' }, note: null },
];
const without = [
  { id: '1', buyer: null, note: null },
  { id: '2', buyer: null, note: null },
];
const unavailable = [0, 1].flatMap((at) =>
  ['buyer', 'note'].map((name) => ({ path: ['orders', at, name], code: 'SUBGRAPH_UNAVAILABLE' })),
);
const masked = unavailable.map(({ path }) => ({ path }));

/** Answers with other entities than it should. */
const entities =
  (change: (list: (object | null)[]) => unknown): Failure =>
  ({ data }) => ({ data: { _entities: change(data?.['_entities'] as object[]) } });

export const crafted: Crafted = {
  knows: {
    orders: {
      Query: { orders: [{ id: '1' }, { id: '2' }], must: { id: '1' }, other: 1 },
      Order: [
        { id: '1', total: 1 },
        { id: '2', total: 2 },
      ],
    },
    people: {
      Order: [
        { id: '1', buyer: { id: 'a', name: 'Ada' }, note: 'x' },
        { id: '2', buyer: { id: 'b', name: 'Bo' }, note: null },
      ],
    },
  },
  examples: [
    { says: 'answers when nothing fails', query, data: { orders: whole } },
    {
      says: 'nulls what an unreachable one has, each null with its reason',
      query,
      failing: { people: 'away' },
      data: { orders: without },
      errors: unavailable,
    },
    {
      says: 'takes a status that says so for unreachable',
      query,
      failing: { people: 'status 500' },
      data: { orders: without },
      errors: unavailable,
    },
    {
      says: 'nulls the root field of one that cannot be reached, and no other',
      query: '{ orders { id } other }',
      failing: { orders: 'away' },
      data: { orders: null, other: null },
      errors: ['orders', 'other'].map((name) => ({ path: [name], code: 'SUBGRAPH_UNAVAILABLE' })),
    },
    {
      says: 'has nothing where a root field may not be null',
      query: '{ must { id } other }',
      failing: { orders: 'away' },
      data: null,
      errors: ['must', 'other'].map((name) => ({ path: [name], code: 'SUBGRAPH_UNAVAILABLE' })),
    },
    {
      says: 'tells an error at the place where the client sees it',
      query,
      failing: {
        people: () => ({
          data: {
            _entities: [
              { buyer: { name: 'Ada' }, note: null },
              { buyer: null, note: null },
            ],
          },
          errors: [
            { message: 'No note.', path: ['_entities', 0, 'note'], extensions: { code: 'NO' } },
            { message: 'No name.', path: ['_entities', 1, 'buyer', 'name'], extensions: { code: 'NO' } },
          ],
        }),
      },
      data: {
        orders: [
          { id: '1', buyer: { name: 'Ada' }, note: null },
          { id: '2', buyer: null, note: null },
        ],
      },
      errors: [
        { path: ['orders', 0, 'note'], code: 'NO' },
        { path: ['orders', 1, 'buyer', 'name'], code: 'NO' },
      ],
    },
    {
      says: 'tells an error without a place as one without',
      query,
      failing: { people: () => ({ data: null, errors: [{ message: 'No.', extensions: { code: 'NO' } }] }) },
      data: { orders: without },
      errors: [{ code: 'NO' }],
    },
    {
      says: 'uses the data that comes with errors without a place',
      query,
      failing: {
        people: ({ data }) => ({ data, errors: [{ message: 'Hm.', extensions: { code: 'HM' } }] }) as never,
      },
      data: { orders: whole },
      errors: [{ code: 'HM' }],
    },
    {
      says: 'tells an error of an entity, and of all of them, at the objects',
      query: '{ orders { id note } }',
      failing: {
        people: () => ({
          data: { _entities: [null, { note: 'y' }] },
          errors: [{ message: 'No.', path: ['_entities', 0], extensions: { code: 'NO' } }],
        }),
      },
      data: {
        orders: [
          { id: '1', note: null },
          { id: '2', note: 'y' },
        ],
      },
      errors: [{ path: ['orders', 0], code: 'NO' }],
    },
    {
      says: 'takes none of too few entities: whose they are is not known',
      query,
      failing: { people: entities((list) => list.slice(1)) },
      data: { orders: without },
      errors: masked,
    },
    {
      says: 'takes none of too many',
      query,
      failing: { people: entities((list) => [...list, ...list]) },
      data: { orders: without },
      errors: masked,
    },
    {
      says: 'takes no list of entities that is none',
      query,
      failing: { people: entities(() => 'entities') },
      data: { orders: without },
      errors: masked,
    },
    {
      says: 'takes an entity of another type for none',
      query: '{ orders { id note } }',
      failing: {
        people: entities(() => [
          { __typename: 'Person', note: 'x' },
          { __typename: 'Order', note: 'y' },
        ]),
      },
      data: {
        orders: [
          { id: '1', note: null },
          { id: '2', note: 'y' },
        ],
      },
      errors: [{ path: ['orders', 0, 'note'] }],
      gateway: 'takes its fields',
    },
    {
      says: 'takes a value of another type for none',
      query: '{ orders { id total note } other }',
      failing: {
        people: entities(() => [{ note: ['y'] }]),
        orders: () => ({
          data: { orders: [{ __typename: 'Order', id: '1', total: 'two' }, 'order'], other: 1.5 },
        }),
      },
      data: { orders: [{ id: '1', total: null, note: null }, null], other: null },
      gateway: 'lets some of them through',
    },
  ],
};
