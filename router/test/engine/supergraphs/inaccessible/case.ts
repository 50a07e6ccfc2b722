import type { Crafted } from '../../crafted/crafted.ts';

const item = { __typename: 'Item', code: 'c', weight: 5, name: 'Pan' };

export const crafted: Crafted = {
  knows: {
    stock: {
      Query: {
        item,
        levels: ['LOW', 'INTERNAL', 'HIGH'],
        things: [item, { __typename: 'Ghost', name: 'Boo' }],
      },
    },
    freight: {
      Item: [
        {
          code: 'c',
          freight: ({ to }: { to: string }, { weight }: { weight: number }) => weight * to.length,
        },
      ],
    },
  },
  examples: [
    {
      says: 'goes by a key and requires a field that clients do not see',
      query: '{ item { name freight(to: "x") } }',
      data: { item: { name: 'Pan', freight: 5 } },
    },
    {
      says: 'takes no value that clients do not know for one they do',
      query: '{ levels }',
      data: null,
      errors: [{ path: ['levels', 1] }],
    },
    {
      says: 'shows no object of a type that clients do not know',
      query: '{ things { __typename ... on Item { name } } }',
      data: { things: [{ __typename: 'Item', name: 'Pan' }, null] },
    },
    {
      says: 'does not show it in introspection',
      query:
        '{ __type(name: "Item") { fields { name args { name } } } hidden: __type(name: "Ghost") { name } }',
      data: {
        __type: {
          fields: [
            { name: 'freight', args: [{ name: 'to' }] },
            { name: 'name', args: [] },
          ],
        },
        hidden: null,
      },
      asks: [],
    },
  ],
};
