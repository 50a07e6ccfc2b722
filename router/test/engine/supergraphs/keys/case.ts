import type { Crafted } from '../../crafted/crafted.ts';

const ada = { id: '1', email: 'ada@x', name: 'Ada' };
const bo = { id: '2', email: 'bo@x', name: 'Bo' };
const front = { name: 'front', at: { site: 'north', floor: 0 } };
const attic = { name: 'attic', at: { site: 'north', floor: 3 } };

export const crafted: Crafted = {
  knows: {
    people: { Query: { people: [ada, bo] }, Person: [ada, bo] },
    badges: {
      Query: { badge: ({ number }: { number: number }) => ({ site: 'north', number }) },
      Person: [
        { email: 'ada@x', badge: { site: 'north', number: 7 } },
        { email: 'bo@x', badge: null },
      ],
      Badge: [{ site: 'north', number: 7, holder: { email: 'ada@x' } }],
    },
    doors: { Badge: [{ site: 'north', number: 7, doors: [front, attic] }] },
    locks: {
      Door: [
        { ...front, locked: true },
        { ...attic, locked: false },
      ],
    },
  },
  examples: [
    {
      says: 'goes from key to key through four subgraphs',
      query: '{ people { name badge { number doors { name locked } } } }',
      data: {
        people: [
          {
            name: 'Ada',
            badge: {
              number: 7,
              doors: [
                { name: 'front', locked: true },
                { name: 'attic', locked: false },
              ],
            },
          },
          { name: 'Bo', badge: null },
        ],
      },
      asks: ['people', 'badges', 'doors', 'locks'],
    },
    {
      says: 'finds a person by the key that the other subgraph has',
      query: '{ badge(number: 7) { holder { id name } } }',
      data: { badge: { holder: { id: '1', name: 'Ada' } } },
      asks: ['badges', 'people'],
    },
    {
      says: 'needs nobody else for what is in the key',
      query: '{ badge(number: 7) { site holder { email } } }',
      data: { badge: { site: 'north', holder: { email: 'ada@x' } } },
      asks: ['badges'],
    },
    {
      says: 'tells parts of a key under other names',
      query:
        '{ badge(number: 7) { site: number number: site doors { where: at { floor: site site: floor } locked } } }',
      data: {
        badge: {
          site: 7,
          number: 'north',
          doors: [
            { where: { floor: 'north', site: 0 }, locked: true },
            { where: { floor: 'north', site: 3 }, locked: false },
          ],
        },
      },
      gateway: 'takes the aliases for the key',
    },
  ],
};
