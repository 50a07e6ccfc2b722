import type { Crafted } from '../../crafted/crafted.ts';

const book = {
  __typename: 'Book',
  id: 'b',
  title: ({ length }: { length?: number }) => 'Bears'.slice(0, length ?? 9),
  pages: 10,
};
const ada = { __typename: 'Person', id: 'a', name: 'Ada' };
const stars = ({ of }: { of?: string }) => (of ?? '').length;

export const crafted: Crafted = {
  knows: {
    books: {
      Query: { book: () => ({ ...book, by: ada }), items: [book, ada] },
      Book: [book],
      Person: [ada],
    },
    reviews: {
      Book: [
        {
          id: 'b',
          stars,
          minutes: ({ perPage }: { perPage: number }, { pages }: { pages: number }) => perPage * pages,
        },
      ],
      Person: [{ id: 'a', stars, motto: 'Onward' }],
    },
  },
  examples: [
    {
      says: 'calls other fields as the key',
      query:
        '{ book(id: "b") { id: title key: id stars(of: "x") by { id: name name: id stars(of: "xyz") } } }',
      data: { book: { id: 'Bears', key: 'b', stars: 1, by: { id: 'Ada', name: 'a', stars: 3 } } },
      gateway: 'takes the alias for the key',
    },
    {
      says: 'calls other fields as a required one, and the required one otherwise',
      query: '{ book(id: "b") { pages: title minutes count: pages twice: minutes(perPage: 4) } }',
      data: { book: { pages: 'Bears', minutes: 20, count: 10, twice: 40 } },
      gateway: 'takes the alias for what is required',
    },
    {
      says: 'asks the same with different arguments by names of the other',
      query:
        '{ items { ... on Book { stars(of: "x") } ... on Person { stars(of: "xyz") } } book(id: "b") { title: title(length: 1) long: title } }',
      data: { items: [{ stars: 1 }, { stars: 3 }], book: { title: 'B', long: 'Bears' } },
    },
    {
      says: 'calls different fields the same on different types',
      query: '{ items { ... on Book { what: title } ... on Person { what: name id: id stars } } }',
      data: { items: [{ what: 'Bears' }, { what: 'Ada', id: 'a', stars: 0 }] },
    },
    {
      says: 'takes names of prototypes for names, of fields and variables',
      query: `query ($constructor: Int, $toString: String, $hasOwnProperty: Boolean = true) {
        book(id: "b") { constructor: title(length: $constructor) hasOwnProperty: pages @include(if: $hasOwnProperty)
          by { toString: stars(of: $toString) valueOf: name __proto__: id } }
      }`,
      variables: { constructor: 2, toString: 'abcd' },
      data: {
        book: {
          constructor: 'Be',
          hasOwnProperty: 10,
          by: Object.assign(JSON.parse('{ "__proto__": "a" }'), { toString: 4, valueOf: 'Ada' }),
        },
      },
    },
    {
      says: 'tells types under other names, next to introspection',
      query: `{ kind: __typename items { t: __typename __typename u: __typename }
        __type(name: "Book") { name kind fields { name } } s: __schema { queryType { n: name t: __typename } } }`,
      data: {
        kind: 'Query',
        items: [
          { t: 'Book', __typename: 'Book', u: 'Book' },
          { t: 'Person', __typename: 'Person', u: 'Person' },
        ],
        __type: {
          name: 'Book',
          kind: 'OBJECT',
          fields: ['id', 'title', 'pages', 'by', 'minutes', 'stars'].map((name) => ({ name })),
        },
        s: { queryType: { n: 'Query', t: '__Type' } },
      },
    },
    {
      says: 'asks nobody for what the schema alone answers',
      query: '{ __typename a: __type(name: "None") { name } __schema { mutationType { name } } }',
      data: { __typename: 'Query', a: null, __schema: { mutationType: null } },
      asks: [],
    },
    {
      says: 'has null, not the key, where what bears its name did not come',
      query: '{ book(id: "b") { title by { id: motto key: id } } }',
      failing: { reviews: 'away' },
      data: { book: { title: 'Bears', by: { id: null, key: 'a' } } },
      errors: [{ path: ['book', 'by', 'id'], code: 'SUBGRAPH_UNAVAILABLE' }],
      gateway: 'takes the key for the field',
    },
    {
      says: 'gives a field the name of the type’s',
      query: '{ items { ... on Person { __typename: name } ... on Book { __typename: title } } }',
      data: { items: [{ __typename: 'Bears' }, { __typename: 'Ada' }] },
      gateway: 'takes the name for the type',
    },
  ],
};
