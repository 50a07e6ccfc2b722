import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    cars: {
      Query: { cars: [{ plate: 'A1' }, { plate: 'B2' }, { plate: 'C3' }] },
      Car: [
        { plate: 'A1', colour: 'red' },
        { plate: 'B2', colour: 'blue' },
      ],
    },
    registry: {
      Car: [
        { plate: 'A1', chassis: { maker: 'Ursa', serial: 1 } },
        { plate: 'B2', chassis: { maker: 'Ursa', serial: 2 } },
        { plate: 'C3', chassis: { maker: 'Lynx', serial: 1 } },
      ],
    },
    makers: {
      Car: [
        { chassis: { maker: 'Ursa', serial: 1 }, model: 'minor' },
        { chassis: { maker: 'Ursa', serial: 2 }, model: 'major' },
        { chassis: { maker: 'Lynx', serial: 1 }, model: 'minor' },
      ],
    },
    models: {
      Car: [
        { model: 'minor', horses: 60 },
        { model: 'major', horses: 90 },
      ],
    },
  },
  examples: [
    {
      says: 'goes by three different keys to the one who knows',
      query: '{ cars { colour horses } }',
      data: {
        cars: [
          { colour: 'red', horses: 60 },
          { colour: 'blue', horses: 90 },
          { colour: null, horses: 60 },
        ],
      },
      asks: ['cars', 'registry', 'makers', 'models'],
    },
    {
      says: 'tells nested keys that it goes by',
      query: '{ cars { plate chassis { serial } model } }',
      data: {
        cars: [
          { plate: 'A1', chassis: { serial: 1 }, model: 'minor' },
          { plate: 'B2', chassis: { serial: 2 }, model: 'major' },
          { plate: 'C3', chassis: { serial: 1 }, model: 'minor' },
        ],
      },
    },
  ],
};
