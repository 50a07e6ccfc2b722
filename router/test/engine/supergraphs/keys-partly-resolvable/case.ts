import type { Crafted } from '../../crafted/crafted.ts';

const wheel = { id: '1', code: 'c1', mark: { one: 'x', two: 'y', three: 'z' } };

export const crafted: Crafted = {
  knows: {
    owner: { Part: [{ ...wheel, name: 'wheel' }] },
    machines: {
      Query: { machine: { id: '9', parts: [wheel] } },
      Part: [{ ...wheel, label: (_: object, { name }: { name: string }) => `a ${name}` }],
    },
  },
  examples: [
    {
      says: 'comes back by the key that it can be resolved by',
      query: '{ machine { id parts { id name label } } }',
      data: { machine: { id: '9', parts: [{ id: '1', name: 'wheel', label: 'a wheel' }] } },
      gateway: 'comes back by a key that cannot be resolved',
    },
    {
      says: 'comes back also when nothing of the key is asked for',
      query: '{ machine { parts { label } } }',
      data: { machine: { parts: [{ label: 'a wheel' }] } },
      gateway: 'comes back by a key that cannot be resolved',
    },
  ],
};
