import { expect, it } from 'vitest';
import type { PolicyChecks, RouterSettings } from '../../src/index.ts';
import { ask, bearer } from '../world/ask.ts';
import type { RouterOver } from '../world/router-over.ts';
import { routerOver } from '../world/router-over.ts';
import { openSocket } from '../world/socket.ts';
import { supergraphOf } from '../world/world.ts';

// Both spell the directive in a name of their own.
const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@requiresScopes", "@policy", { name: "@authenticated", as: "@loggedIn" }${imports}])`;

const library = {
  sdl: `
    ${link('')}
    type Query {
      book: Book
      books: [Book!]
      secret: String @loggedIn
      strict: String! @loggedIn
      things: [Thing]
      parcels: [Parcel]
      vault: Vault
      mood: Mood
      code: Code
      pages: [[Page]]
    }
    type Mutation { buy: Book  audit: String @requiresScopes(scopes: [["audit"]]) }
    type Subscription { bought: Book  audited: Book @loggedIn }
    type Book implements Thing & Owned @key(fields: "id") {
      id: ID! title: String  cost: Int @requiresScopes(scopes: [["cost:read"], ["books", "admin"]])
      owner: String @loggedIn
      note: String @policy(policies: [["friend"], ["owner", "paid"]])
      weight: Int @loggedIn
    }
    type Map implements Thing & Owned { id: ID! title: String owner: String }
    type Page { text: String @loggedIn number: Int }
    interface Thing { id: ID! title: String }
    interface Owned { owner: String }
    type Vault @loggedIn { gold: Int }
    union Parcel = Map | Vault
    enum Mood @loggedIn { GOOD BAD }
    scalar Code @loggedIn
  `,
  resolvers: {
    Query: {
      book: () => book,
      books: () => [book, book],
      secret: () => 's3cret',
      strict: () => 's3cret',
      things: () => [book, map],
      parcels: () => [map, vault],
      vault: () => vault,
      mood: () => 'GOOD',
      code: () => 's3cret',
      pages: () => [[{ text: 's3cret', number: 1 }]],
    },
    Mutation: { buy: () => book, audit: () => 's3cret' },
    Subscription: {
      bought: {
        subscribe: async function* () {
          yield { bought: book };
        },
      },
      audited: {
        subscribe: async function* () {
          yield { audited: book };
        },
      },
    },
  },
};
const book = {
  __typename: 'Book',
  id: 'b1',
  title: 'Bears',
  cost: 7,
  owner: 's3cret',
  note: 's3cret',
  weight: 9,
};
const map = { __typename: 'Map', id: 'm1', title: 'Woods', owner: 'Otto' };
const vault = { __typename: 'Vault', gold: 5 };

const post = {
  sdl: `
    ${link('')}
    type Book @key(fields: "id") {
      id: ID!
      weight: Int @external
      postage: Int @requires(fields: "weight") @loggedIn
    }
  `,
  resolvers: {
    Book: { postage: ({ weight }: { weight: number }) => weight * 2 },
  },
};

const start = (settings: Partial<RouterSettings> = {}, policies: PolicyChecks = {}): Promise<RouterOver> =>
  routerOver({ library, post }, settings, { policies });

const refusal = (...path: string[]) => ({ path, extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } });

/** What is asked, by what is hidden in it; what strangers are answered, and where they are told that something is missing. */
const hidden: [what: string, query: string, data: object, paths: string[][]][] = [
  ['a field', '{ secret book { title } }', { secret: null, book: { title: 'Bears' } }, [['secret']]],
  [
    'a field below',
    '{ book { title owner } }',
    { book: { title: 'Bears', owner: null } },
    [['book', 'owner']],
  ],
  ['an alias', '{ book { title x: owner } }', { book: { title: 'Bears', x: null } }, [['book', 'x']]],
  [
    'an alias with the name of a free field',
    '{ book { id title: owner } }',
    { book: { id: 'b1', title: null } },
    [['book', 'title']],
  ],
  [
    'an alias with the name of the type’s',
    '{ book { title __typename: owner } }',
    { book: { title: 'Bears', __typename: null } },
    [['book', '__typename']],
  ],
  [
    'a fragment',
    '{ book { ...F } } fragment F on Book { title owner }',
    { book: { title: 'Bears', owner: null } },
    [['book', 'owner']],
  ],
  [
    'a fragment that holds nothing else',
    '{ book { ...F title } } fragment F on Book { owner }',
    { book: { owner: null, title: 'Bears' } },
    [['book', 'owner']],
  ],
  [
    'an object that loses all its fields',
    '{ book { owner } }',
    { book: { owner: null } },
    [['book', 'owner']],
  ],
  [
    'a list',
    '{ books { title owner } }',
    {
      books: [
        { title: 'Bears', owner: null },
        { title: 'Bears', owner: null },
      ],
    },
    [['books', '@', 'owner']],
  ],
  [
    'a list of lists',
    '{ pages { number text } }',
    { pages: [[{ number: 1, text: null }]] },
    [['pages', '@', '@', 'text']],
  ],
  [
    'a field of an implementation',
    '{ things { title ... on Book { owner } } }',
    { things: [{ title: 'Bears', owner: null }, { title: 'Woods' }] },
    [['things', '@', 'owner']],
  ],
  [
    'a field of an implementation that its interface leaves open',
    '{ things { title ... on Owned { owner } } }',
    {
      things: [
        { title: 'Bears', owner: null },
        { title: 'Woods', owner: null },
      ],
    },
    [['things', '@', 'owner']],
  ],
  [
    'one implementation, with the other open',
    '{ things { ... on Map { owner } ... on Book { owner } } }',
    { things: [{ owner: null }, { owner: 'Otto' }] },
    [['things', '@', 'owner']],
  ],
  [
    'an object type',
    '{ vault { gold } book { title } }',
    { vault: null, book: { title: 'Bears' } },
    [['vault']],
  ],
  [
    'a member of a union',
    '{ parcels { ... on Map { title } ... on Vault { gold } } }',
    { parcels: [{ title: 'Woods' }, { gold: null }] },
    [['parcels', '@', 'gold']],
  ],
  [
    'an enum and a scalar',
    '{ mood code book { id } }',
    { mood: null, code: null, book: { id: 'b1' } },
    [['mood'], ['code']],
  ],
  [
    'what is computed from it in another subgraph',
    '{ book { title postage } }',
    { book: { title: 'Bears', postage: null } },
    [['book', 'postage']],
  ],
  [
    'what takes scopes or policies',
    '{ book { title cost note } }',
    { book: { title: 'Bears', cost: null, note: null } },
    [
      ['book', 'cost'],
      ['book', 'note'],
    ],
  ],
  [
    'a mutation beside another',
    'mutation { buy { title } audit }',
    { buy: { title: 'Bears' }, audit: null },
    [['audit']],
  ],
];

it('keeps from strangers what is not theirs, whichever way they ask for it, and says so', async () => {
  const { url, subgraphs } = await start();
  for (const [what, query, data, paths] of hidden) {
    const answer = await ask(url, query);
    expect(answer.data, what).toEqual(data);
    expect(answer.errors, what).toMatchObject(paths.map((path) => refusal(...path)));
    expect(answer.errors, what).toHaveLength(paths.length);
    expect(JSON.stringify(answer), what).not.toContain('s3cret');
  }
  const asked = Object.values(subgraphs).flatMap(({ requests }) => requests.map(({ query }) => query));
  expect(asked.filter((query) => /\b(secret|audit|gold|postage|text|cost|note)\b/.test(query))).toEqual([]);
});

it('keeps what was fetched all the same, because another field needs it', async () => {
  const people = {
    sdl: `
      ${link('')}
      type Query { person: Person }
      type Person @key(fields: "email") { email: String @loggedIn name: String height: Int @loggedIn }
    `,
    resolvers: { Query: { person: () => ({ email: 's3cret', name: 'Olga', height: 180 }) } },
  };
  const coats = {
    sdl: `
      ${link('')}
      type Person @key(fields: "email") { email: String height: Int @external coat: String @requires(fields: "height") @loggedIn hat: String }
    `,
    resolvers: {
      Person: { coat: ({ height }: { height: number }) => `s3cret ${height}`, hat: () => 'a hat' },
    },
  };
  const { url } = await routerOver({ people, coats });
  expect(await ask(url, '{ person { hat email same: email } }')).toMatchObject({
    data: { person: { hat: 'a hat', email: null, same: null } },
    errors: [refusal('person', 'email'), refusal('person', 'same')],
  });
});

it('does not rely on composition to carry what is required on to those who read it', async () => {
  const composed = supergraphOf(Object.entries({ library, post }).map(([name, { sdl }]) => ({ name, sdl })));
  // As composition wrote it before it did: an interface and what is made of a field are open.
  const supergraphSdl = composed
    .replace(/(postage: Int .*) @loggedIn/, '$1')
    .replace(/(interface (?:Thing|Owned)[^{]*?)@loggedIn/g, '$1')
    .replace(/(interface Owned[^}]*owner: String)[^}]*/, '$1\n');
  expect(supergraphSdl).not.toMatch(/postage.*loggedIn/);
  const { url } = await routerOver({ library, post }, {}, { supergraphSdl });
  expect(await ask(url, '{ book { title postage } things { title ... on Owned { owner } } }')).toMatchObject({
    data: { book: { title: 'Bears', postage: null }, things: [{ owner: null }, { owner: null }] },
    errors: [refusal('book', 'postage'), refusal('things', '@', 'owner')],
  });
});

it('keeps what a subgraph adds to every implementation of an interface', async () => {
  const media = {
    sdl: `
      ${link('')}
      type Query { media: [Media] }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Film implements Media @key(fields: "id") { id: ID! title: String }
    `,
    resolvers: { Query: { media: () => [{ __typename: 'Film', id: 'f1', title: 'Fog' }] } },
  };
  const ratings = {
    sdl: `
      ${link(', "@interfaceObject"')}
      type Media @key(fields: "id") @interfaceObject { id: ID! rating: String @loggedIn }
    `,
    resolvers: { Media: { rating: () => 's3cret' } },
  };
  const composed = supergraphOf(Object.entries({ media, ratings }).map(([name, { sdl }]) => ({ name, sdl })));
  // Once as it is composed, and once as it was before composition told the implementations.
  for (const supergraphSdl of [
    composed,
    composed.replace(/(rating: String) @loggedIn( @join__field\n)/, '$1$2'),
  ]) {
    const { url, signer } = await routerOver({ media, ratings }, {}, { supergraphSdl });
    for (const query of ['{ media { title rating } }', '{ media { title ... on Film { rating } } }']) {
      expect(await ask(url, query)).toMatchObject({
        data: { media: [{ title: 'Fog', rating: null }] },
        errors: [refusal('media', '@', 'rating')],
      });
      const headers = bearer(await signer.sign());
      expect((await ask(url, query, { headers })).data).toEqual({
        media: [{ title: 'Fog', rating: 's3cret' }],
      });
    }
  }
  expect(composed).toMatch(/rating: String @loggedIn @join__field\n/);
});

it('shows everything to whom it is meant for', async () => {
  const { url, signer } = await start({}, { friend: (scope) => scope.subject !== null });
  const headers = bearer(await signer.sign({ scope: 'other books admin' }));
  const { data, errors } = await ask(url, '{ secret mood book { owner cost note postage } vault { gold } }', {
    headers,
  });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    secret: 's3cret',
    mood: 'GOOD',
    book: { owner: 's3cret', cost: 7, note: 's3cret', postage: 18 },
    vault: { gold: 5 },
  });
});

it.each([
  [undefined, null],
  ['books', null],
  ['admin', null],
  ['cost:read', 7],
  ['books admin', 7],
])('gives the scopes %s their due', async (scope, cost) => {
  const { url, signer } = await start();
  const headers = bearer(await signer.sign(scope === undefined ? {} : { scope }));
  expect((await ask(url, '{ book { title cost } }', { headers })).data).toEqual({
    book: { title: 'Bears', cost },
  });
});

it.each<[string, PolicyChecks, string | null]>([
  ['nobody decides', {}, null],
  ['one of two holds', { owner: () => true, paid: async () => false }, null],
  ['both of two hold', { owner: () => true, paid: async () => true }, 's3cret'],
  ['one alone is enough', { friend: () => true }, 's3cret'],
  ['the check fails', { friend: () => Promise.reject(new Error('away')) }, null],
  ['the name is one that every object has', { constructor: () => true } as PolicyChecks, null],
])('asks for policies: %s', async (_, policies, note) => {
  const { url } = await start({}, policies);
  expect((await ask(url, '{ book { title note } }')).data).toEqual({ book: { title: 'Bears', note } });
});

it('refuses an operation of which nothing is left, and runs nothing of it', async () => {
  const { url, subgraphs } = await start();
  for (const query of ['{ secret vault { gold } }', 'mutation { audit }']) {
    const { data, errors } = await ask(url, query);
    expect(data).toBeNull();
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } });
  }
  expect(subgraphs['library']?.requests.filter(({ query }) => query !== '{ __typename }')).toEqual([]);
});

it('refuses it whole when told to', async () => {
  const { url } = await start({ authorization: { rejectUnauthorized: true } });
  expect(await ask(url, '{ book { title owner } }')).toMatchObject({
    data: null,
    errors: [refusal('book', 'owner')],
  });
  expect((await ask(url, '{ book { title } }')).errors).toBeUndefined();
});

it('lets a null in a non-null place rise', async () => {
  const { url } = await start();
  expect(await ask(url, '{ strict book { title } }')).toMatchObject({
    data: null,
    errors: [refusal('strict')],
  });
});

it('says nothing of fields that are switched off', async () => {
  const { url } = await start();
  const query = 'query ($all: Boolean!) { book { title owner @include(if: $all) } }';
  expect((await ask(url, query, { variables: { all: false } })).errors).toBeUndefined();
  expect((await ask(url, query, { variables: { all: true } })).errors).toMatchObject([
    refusal('book', 'owner'),
  ]);
});

it('keeps what belongs to others apart: the same document, asked by strangers and by members in turn', async () => {
  const { url, signer } = await start();
  const headers = bearer(await signer.sign());
  const query = '{ book { title owner } }';
  for (let round = 0; round < 3; round += 1) {
    expect((await ask(url, query)).data).toEqual({ book: { title: 'Bears', owner: null } });
    expect((await ask(url, query, { headers })).data).toEqual({ book: { title: 'Bears', owner: 's3cret' } });
  }
});

it('holds for streams as well', async () => {
  const { url } = await start();
  const socket = openSocket(url);
  const bought = socket.run('subscription { bought { title owner postage } }');
  await bought.done;
  expect(bought.answers).toMatchObject([
    {
      data: { bought: { title: 'Bears', owner: null, postage: null } },
      errors: [refusal('bought', 'owner'), refusal('bought', 'postage')],
    },
  ]);
  const audited = socket.run('subscription { audited { title } }');
  await audited.done;
  expect(audited.answers).toMatchObject([{ data: null, errors: [refusal('audited')] }]);
});
