import type { Crafted } from '../../crafted/crafted.ts';

const pen = {
  id: 'pen',
  weight: 1,
  size: { wide: 1, high: 9 },
  layers: [
    { wide: 1, high: 4 },
    { wide: 1, high: 5 },
  ],
};
const stone = { id: 'stone', weight: 90, size: { wide: 5, high: 5 }, layers: [] };
const air = { id: 'air', weight: null, size: null, layers: null };

interface Needed {
  weight: number | null;
  price: number | null;
  size: { wide: number; high: number } | null;
  layers: { high: number }[] | null;
}

const posted = (id: string) => ({
  id,
  depot: `depot of ${id}`,
  stamp: (_: object, { weight }: Needed) => (weight === null ? 'none' : weight > 50 ? 'heavy' : 'light'),
  insured: (_: object, { weight, price }: Needed) => Number(weight) * Number(price) > 100,
  box: (_: object, { size }: Needed) => size && `${size.wide} by ${size.high}`,
  pile: (_: object, { layers }: Needed) => layers?.reduce((sum, { high }) => sum + high, 0),
});

export const crafted: Crafted = {
  knows: {
    goods: { Query: { goods: [pen, stone, air], pairs: [[pen, null, pen], null, [stone]] } },
    prices: {
      Good: [
        { id: 'pen', price: 2 },
        { id: 'stone', price: 3 },
      ],
    },
    post: { Good: [posted('pen'), posted('stone'), posted('air')] },
  },
  examples: [
    {
      says: 'brings along what a field requires, nulls as well',
      query: '{ goods { id stamp } }',
      data: {
        goods: [
          { id: 'pen', stamp: 'light' },
          { id: 'stone', stamp: 'heavy' },
          { id: 'air', stamp: 'none' },
        ],
      },
      asks: ['goods', 'post'],
    },
    {
      says: 'gathers what is required from several',
      query: '{ goods { insured } }',
      data: { goods: [{ insured: false }, { insured: true }, { insured: null }] },
      asks: ['goods', 'prices', 'post'],
    },
    {
      says: 'lets a fetch wait for a later one of the same subgraph',
      query: '{ goods { depot insured } pairs { depot } }',
      data: {
        goods: [
          { depot: 'depot of pen', insured: false },
          { depot: 'depot of stone', insured: true },
          { depot: 'depot of air', insured: null },
        ],
        pairs: [
          [{ depot: 'depot of pen' }, null, { depot: 'depot of pen' }],
          null,
          [{ depot: 'depot of stone' }],
        ],
      },
      asks: ['goods', 'prices', 'post'],
    },
    {
      says: 'brings parts of objects and of lists of them',
      query: '{ goods { box pile } }',
      data: {
        goods: [
          { box: '1 by 9', pile: 9 },
          { box: '5 by 5', pile: 0 },
          { box: null, pile: null },
        ],
      },
    },
    {
      says: 'does so in lists of lists, each once',
      query: '{ pairs { id box } }',
      data: {
        pairs: [
          [{ id: 'pen', box: '1 by 9' }, null, { id: 'pen', box: '1 by 9' }],
          null,
          [{ id: 'stone', box: '5 by 5' }],
        ],
      },
      asks: ['goods', 'post'],
    },
    {
      says: 'does not let one field wait for what only another requires',
      query: 'query ($insured: Boolean!) { goods { depot stamp insured @include(if: $insured) } }',
      variables: { insured: false },
      data: {
        goods: [
          { depot: 'depot of pen', stamp: 'light' },
          { depot: 'depot of stone', stamp: 'heavy' },
          { depot: 'depot of air', stamp: 'none' },
        ],
      },
    },
    {
      says: 'asks for what no failure keeps from being asked for',
      query: '{ goods { depot stamp insured } }',
      failing: { prices: 'away' },
      data: {
        goods: [
          { depot: 'depot of pen', stamp: 'light', insured: null },
          { depot: 'depot of stone', stamp: 'heavy', insured: null },
          { depot: 'depot of air', stamp: 'none', insured: null },
        ],
      },
      errors: [0, 1, 2].map((at) => ({ path: ['goods', at], code: 'SUBGRAPH_UNAVAILABLE' })),
    },
  ],
};
