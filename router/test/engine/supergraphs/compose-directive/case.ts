import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    a: { Query: { a: 'a', item: { id: '1' } }, Item: [{ id: '1', name: 'Pan' }] },
    b: { Query: { b: 'b' }, Item: [{ id: '1', size: 3 }] },
  },
  examples: [
    {
      says: 'answers as without them',
      query: '{ a b item { name size } }',
      data: { a: 'a', b: 'b', item: { name: 'Pan', size: 3 } },
    },
    {
      says: 'carries executable ones to each subgraph, with and without their arguments',
      query: 'query ($level: Int!) { a @access b @access(level: 2) item { size @access(level: $level) } }',
      variables: { level: 3 },
      data: { a: 'a', b: 'b', item: { size: 3 } },
    },
  ],
};
