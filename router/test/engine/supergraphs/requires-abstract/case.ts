import type { Crafted } from '../../crafted/crafted.ts';

interface Needed {
  home: { street: string; number?: number; berth?: string } | null;
  pets: { __typename: string; tricks?: string[]; lives?: number }[] | null;
}

const person = (id: string) => ({
  id,
  address: (_: object, { home }: Needed) => home && `${home.street} ${home.number ?? home.berth}`,
  beware: (_: object, { pets }: Needed) =>
    pets?.filter(({ tricks, lives }) => tricks?.length || Number(lives) < 2).length,
});

export const crafted: Crafted = {
  knows: {
    homes: {
      Query: {
        people: [
          {
            id: 'ada',
            home: { __typename: 'House', street: 'High Street', number: 4 },
            pets: [
              { __typename: 'Dog', tricks: ['sit'] },
              { __typename: 'Cat', lives: 9 },
            ],
          },
          { id: 'bo', home: { __typename: 'Boat', street: 'Quay', berth: 'C' }, pets: [] },
          { id: 'cy', home: null, pets: null },
        ],
      },
    },
    mail: { Person: ['ada', 'bo', 'cy'].map(person) },
  },
  examples: [
    {
      says: 'requires of each type what its fragment says',
      query: '{ people { address } }',
      data: { people: [{ address: 'High Street 4' }, { address: 'Quay C' }, { address: null }] },
      asks: ['homes', 'mail'],
    },
    {
      says: 'does so in lists of a union',
      query: '{ people { beware } }',
      data: { people: [{ beware: 1 }, { beware: 0 }, { beware: null }] },
    },
    {
      says: 'gives the client its own part of the same',
      query:
        '{ people { address beware home { __typename ... on Boat { berth } } pets { ... on Cat { lives } } } }',
      data: {
        people: [
          { address: 'High Street 4', beware: 1, home: { __typename: 'House' }, pets: [{}, { lives: 9 }] },
          { address: 'Quay C', beware: 0, home: { __typename: 'Boat', berth: 'C' }, pets: [] },
          { address: null, beware: null, home: null, pets: null },
        ],
      },
    },
    {
      says: 'does so when the client calls other things so',
      query:
        '{ people { address home { street: __typename ... on House { berth: number } ... on Boat { number: berth } } } }',
      data: {
        people: [
          { address: 'High Street 4', home: { street: 'House', berth: 4 } },
          { address: 'Quay C', home: { street: 'Boat', number: 'C' } },
          { address: null, home: null },
        ],
      },
    },
  ],
};
