import { composeServices } from '@apollo/composition';
import { createLog, createMetrics } from '@ursa/telemetry';
import { waitFor } from '@ursa/testkit';
import { httpTransport } from '@ursa/transport';
import { GraphQLError, parse } from 'graphql';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startRouter } from '../src/index.ts';
import { ask } from './world/ask.ts';
import type { ForeignContext, ForeignSubgraph } from './world/foreign.ts';
import { foreignSubgraph } from './world/foreign.ts';
import { openSocket } from './world/socket.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])`;

const shelf = `${link}
  type Query { books: [Book!]! shelfCaller: String! mine: String ours: String }
  type Mutation { lend(isbn: ID!): Book }
  type Subscription { lent: Book! }
  type Book @key(fields: "isbn") { isbn: ID! title: String! }`;

const critics = `${link}
  type Query { criticsCaller: String! }
  type Book @key(fields: "isbn") { isbn: ID! verdict: String! }`;

const books = [
  { isbn: '1', title: 'Emma' },
  { isbn: '2', title: 'Persuasion' },
];

const shelfResolvers = {
  Query: {
    books: () => books,
    shelfCaller: (_: unknown, __: unknown, { caller }: ForeignContext) => caller,
    mine: () => {
      throw new GraphQLError('It is lent out.', { extensions: { code: 'LENT_OUT' } });
    },
    ours: () => {
      throw new Error('the password is hunter2');
    },
  },
  Mutation: { lend: (_: unknown, { isbn }: { isbn: string }) => books.find((book) => book.isbn === isbn) },
  Subscription: {
    lent: {
      async *subscribe(_: unknown, __: unknown, { caller }: ForeignContext) {
        yield { lent: { isbn: '1', title: `Emma, to ${caller}` } };
        await new Promise(() => undefined);
      },
    },
  },
};

const criticsResolvers = {
  Query: { criticsCaller: (_: unknown, __: unknown, { caller }: ForeignContext) => caller },
  Book: {
    __resolveReference: ({ isbn }: { isbn: string }, { caller }: ForeignContext) => ({
      isbn,
      verdict: `${caller} likes ${isbn}`,
    }),
  },
};

describe('a supergraph of foreign subgraphs', () => {
  let subgraphs: readonly [ForeignSubgraph, ForeignSubgraph];
  let url: string;

  beforeEach(async () => {
    subgraphs = [
      await foreignSubgraph('shelf', shelf, shelfResolvers as never),
      await foreignSubgraph('critics', critics, criticsResolvers as never),
    ];
    const { supergraphSdl = '' } = composeServices(
      subgraphs.map(({ name, sdl, url: at }) => ({ name, typeDefs: parse(sdl), url: at })),
    );
    const router = await startRouter({
      supergraphSdl,
      transports: (name, at) => httpTransport({ name, url: at }),
      metrics: createMetrics({ defaults: false }),
      log: createLog({ name: 'router', level: 'silent' }),
      settings: { graphiql: null, propagateHeaders: ['authorization', 'x-tenant'] },
    });
    url = `http://127.0.0.1:${await router.listen(0, '127.0.0.1')}`;
    onTestFinished(() => router.stop());
  });

  const ada = { authorization: 'Ada' };

  it('is served where the supergraph says, and every fetch tells who asks', async () => {
    const answer = await ask(url, '{ books { title verdict } shelfCaller criticsCaller }', { headers: ada });
    expect(answer.data).toEqual({
      books: [
        { title: 'Emma', verdict: 'Ada likes 1' },
        { title: 'Persuasion', verdict: 'Ada likes 2' },
      ],
      shelfCaller: 'Ada',
      criticsCaller: 'Ada',
    });
    expect((await ask(url, 'mutation { lend(isbn: "2") { verdict } }', { headers: ada })).data).toEqual({
      lend: { verdict: 'Ada likes 2' },
    });
  });

  it('gets the headers that are named, and no other; no passport either', async () => {
    const [{ received }] = subgraphs;
    await waitFor(async () => (await fetch(`${url}/ready`)).status === 200);
    received.length = 0;
    await ask(url, 'mutation { lend(isbn: "1") { title } }', {
      headers: { ...ada, 'x-tenant': 'north', 'x-other': '1', cookie: 'ursa-refresh=1', 'ursa-csrf': '1' },
    });
    expect(received).toEqual([expect.objectContaining({ authorization: 'Ada', 'x-tenant': 'north' })]);
    const names = Object.keys(received[0] ?? {});
    for (const name of ['x-other', 'cookie', 'ursa-passport', 'ursa-refresh-token'])
      expect(names).not.toContain(name);
  });

  it('is ready though it turns us away', async () => {
    await waitFor(async () => (await fetch(`${url}/ready`)).status === 200);
  });

  it('tells errors that have a code of their own, and no others', async () => {
    const { data, errors } = await ask(url, '{ mine ours }', { headers: ada });
    expect(data).toEqual({ mine: null, ours: null });
    expect(errors).toMatchObject([
      { message: 'It is lent out.', path: ['mine'], extensions: { code: 'LENT_OUT' } },
      { path: ['ours'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    const refused = await ask(url, '{ shelfCaller }');
    expect(refused.errors).toMatchObject([{ message: 'Say who you are.' }]);
  });

  it('is told who subscribes, by a socket of their own', async () => {
    const lent = 'subscription { lent { title verdict } }';
    const sockets = ['Ada', 'Bob'].map((authorization) => openSocket(url, { authorization }));
    const running = sockets.map((socket) => socket.run(lent));
    await waitFor(() => running.every(({ answers }) => answers.length === 1));
    expect(running.map(({ answers }) => answers[0]?.data)).toEqual([
      { lent: { title: 'Emma, to Ada', verdict: 'Ada likes 1' } },
      { lent: { title: 'Emma, to Bob', verdict: 'Bob likes 1' } },
    ]);
    const [shelves] = subgraphs;
    expect(shelves.sockets()).toBe(2);
    for (const { stop } of running) stop();
    await waitFor(() => shelves.sockets() === 0);
  });
});
