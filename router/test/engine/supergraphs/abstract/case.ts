import type { Crafted } from '../../crafted/crafted.ts';

const book = { __typename: 'Book', id: 'b' };
const magazine = { __typename: 'Magazine', id: 'm' };
const agency = { __typename: 'Agency', id: 'a' };
const self = { __typename: 'Self', id: 's' };
const reviews = (of: object) => ({ reviewsCount: 1, reviews: [{ body: 'Fine', of }] });

export const crafted: Crafted = {
  knows: {
    agency: {
      Query: { publishers: [agency, self], groups: [self, agency] },
      Agency: [{ id: 'a', companyName: 'Bears Ltd' }],
    },
    books: { Book: [{ id: 'b', title: 'Bears' }] },
    magazines: { Magazine: [{ id: 'm', title: 'Monthly' }] },
    products: {
      Query: {
        products: [book, magazine, null],
        similar: ({ id }: { id: string }) => (id === 'b' ? [book] : null),
      },
      Book: [{ id: 'b', sku: 'B', size: { cm: 2 }, by: agency, similar: [book] }],
      Magazine: [{ id: 'm', sku: 'M', size: null, by: self, similar: [] }],
    },
    reviews: {
      Query: {
        reviews: [
          { body: 'Fine', of: magazine },
          { body: 'Hm', of: null },
        ],
      },
      Book: [{ id: 'b', ...reviews(book) }],
      Magazine: [{ id: 'm', ...reviews(magazine) }],
    },
  },
  examples: [
    {
      says: 'asks an interface for a field that another subgraph has of it',
      query: '{ products { id sku reviewsCount } }',
      data: {
        products: [{ id: 'b', sku: 'B', reviewsCount: 1 }, { id: 'm', sku: 'M', reviewsCount: 1 }, null],
      },
    },
    {
      says: 'nests interfaces from there and back',
      query: '{ products { reviews { body of { id sku ... on Book { title } } } } }',
      data: {
        products: [
          { reviews: [{ body: 'Fine', of: { id: 'b', sku: 'B', title: 'Bears' } }] },
          { reviews: [{ body: 'Fine', of: { id: 'm', sku: 'M' } }] },
          null,
        ],
      },
    },
    {
      says: 'asks members of a union where they are known',
      query: `{ products { by { __typename ... on Agency { companyName } ... on Group { id } } }
        publishers { ... on Self { sid: id } ... on Agency { companyName id } } }`,
      data: {
        products: [
          { by: { __typename: 'Agency', companyName: 'Bears Ltd', id: 'a' } },
          { by: { __typename: 'Self', id: 's' } },
          null,
        ],
        publishers: [{ companyName: 'Bears Ltd', id: 'a' }, { sid: 's' }],
      },
    },
    {
      says: 'goes from one interface of a type to another',
      query:
        '{ products { ... on Similar { similar { id ... on Product { size { cm } reviewsCount } } } ... on Magazine { title } } }',
      data: {
        products: [
          { similar: [{ id: 'b', size: { cm: 2 }, reviewsCount: 1 }] },
          { similar: [], title: 'Monthly' },
          null,
        ],
      },
    },
    {
      says: 'answers fields of one name by different types',
      query:
        '{ products { ... on Book { name: title } ... on Magazine { name: sku } __typename } similar(id: "b") { kind: __typename } }',
      data: {
        products: [{ name: 'Bears', __typename: 'Book' }, { name: 'M', __typename: 'Magazine' }, null],
        similar: [{ kind: 'Book' }],
      },
    },
    {
      says: 'begins at an interface that knows the key alone',
      query:
        '{ reviews { of { ... on Magazine { title sku by { ... on Self { id } } } } } groups { id __typename } }',
      data: {
        reviews: [{ of: { title: 'Monthly', sku: 'M', by: { id: 's' } } }, { of: null }],
        groups: [
          { id: 's', __typename: 'Self' },
          { id: 'a', __typename: 'Agency' },
        ],
      },
    },
  ],
};
