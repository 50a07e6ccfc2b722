import type { Crafted } from '../../crafted/crafted.ts';

const [king, pawn, lost] = [{ id: 'k' }, { id: 'p' }, { id: 'lost' }];

export const crafted: Crafted = {
  knows: {
    board: {
      Query: {
        board: [[king, null, pawn], null, [], [pawn, lost]],
        strict: [[king, pawn], [lost]],
        cube: [
          [[king], null],
          [],
          [
            [pawn, pawn],
            [king, lost],
          ],
        ],
      },
    },
    rules: {
      Piece: [
        { id: 'k', name: 'King', worth: 0, moves: [[pawn], []] },
        { id: 'p', name: 'Pawn', worth: 1, moves: null },
      ],
    },
  },
  examples: [
    {
      says: 'completes every one, at its place',
      query: '{ board { id name } }',
      data: {
        board: [
          [{ id: 'k', name: 'King' }, null, { id: 'p', name: 'Pawn' }],
          null,
          [],
          [
            { id: 'p', name: 'Pawn' },
            { id: 'lost', name: null },
          ],
        ],
      },
      asks: ['board', 'rules'],
    },
    {
      says: 'nulls the entry that lacks what may not be null',
      query: '{ board { worth moves { name } } }',
      data: {
        board: [
          [{ worth: 0, moves: [[{ name: 'Pawn' }], []] }, null, { worth: 1, moves: null }],
          null,
          [],
          [{ worth: 1, moves: null }, null],
        ],
      },
    },
    {
      says: 'takes the whole list of lists along where no entry may be null',
      query: '{ strict { worth } }',
      data: { strict: null },
    },
    {
      says: 'takes the inner list along in lists of lists of lists',
      query: '{ cube { worth } }',
      data: { cube: [[[{ worth: 0 }], null], [], [[{ worth: 1 }, { worth: 1 }], null]] },
    },
  ],
};
