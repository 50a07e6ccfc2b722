import type { Crafted } from '../../crafted/crafted.ts';

const state = { sizes: [] as number[], sent: 0, stamped: 0 };
const weight = (_: object, { sizes }: { sizes: number[] }) => sizes.reduce((sum, size) => sum + size, 0);

export const crafted: Crafted = {
  knows: {
    shop: {
      Query: { cart: { id: 'c', sizes: () => [...state.sizes] } },
      Mutation: {
        add: ({ size }: { size: number }) => {
          state.sizes.push(size);
          return { id: 'c', sizes: [...state.sizes] };
        },
        empty: () => {
          state.sizes.length = 0;
          state.sent = 0;
          return { id: 'c', sizes: [] };
        },
      },
      Cart: [{ id: 'c', sizes: () => [...state.sizes] }],
    },
    post: {
      Mutation: {
        send: ({ id }: { id: string }) => {
          state.sent += 1;
          return { nth: state.sent, cart: { id } };
        },
        stamp: ({ value }: { value: number }) => {
          if (value < 0) throw new Error('No such stamp.');
          return value;
        },
      },
      Cart: [{ id: 'c', weight, sent: () => state.sent }],
    },
  },
  examples: [
    {
      says: 'runs them in order, what each answers as it was then',
      query: `mutation {
        empty { sizes }
        one: add(id: "c", size: 1) { sizes sent }
        first: send(id: "c") { nth }
        two: add(id: "c", size: 5) { sizes weight sent }
        second: send(id: "c") { nth cart { weight } }
      }`,
      data: {
        empty: { sizes: [] },
        one: { sizes: [1], sent: 0 },
        first: { nth: 1 },
        two: { sizes: [1, 5], weight: 6, sent: 1 },
        second: { nth: 2, cart: { weight: 6 } },
      },
    },
    {
      says: 'runs one of which nothing is to be told',
      query: `mutation ($tell: Boolean!) {
        empty { sizes }
        add(id: "c", size: 3) { sizes @include(if: $tell) }
        send(id: "c") { ... on Parcel @skip(if: true) { nth } cart { weight sent } }
      }`,
      variables: { tell: false },
      data: { empty: { sizes: [] }, add: {}, send: { cart: { weight: 3, sent: 1 } } },
    },
    {
      says: 'does not run one that is switched off',
      query: `mutation { empty { id } send(id: "c") @skip(if: true) { nth } two: send(id: "c") { nth } }`,
      data: { empty: { id: 'c' }, two: { nth: 1 } },
    },
    {
      says: 'goes on after one that failed, and has nothing where that may not be null',
      query: 'mutation { empty { id } stamp(value: -1) add(id: "c", size: 2) { sizes } }',
      data: null,
      errors: [{ path: ['stamp'] }],
    },
  ],
};
