import { gql } from '@apollo/client';
import { composeServices } from '@apollo/composition';
import { createLog, createMetrics } from '@ursa/telemetry';
import { waitFor } from '@ursa/testkit';
import { httpTransport } from '@ursa/transport';
import { parse } from 'graphql';
import { createClient } from 'graphql-sse';
import { expect, it, onTestFinished } from 'vitest';
import { startRouter } from '../../src/index.ts';
import { apolloClient } from '../world/apollo.ts';
import type { Restartable, SocketContext } from '../world/restartable.ts';
import { restartable } from '../world/restartable.ts';
import { openSocket } from '../world/socket.ts';
import { Stream } from '../world/stream.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])`;

const postsSdl = `${link}
  type Query { posts: [Post!]! }
  type Subscription { posted(after: String): Posted!  pulse: Int! }
  type Posted { cursor: String! post: Post! }
  type Post @key(fields: "id") { id: ID! text: String! author: Author! }
  type Author @key(fields: "id") { id: ID! }`;
const authorsSdl = `${link}
  type Author @key(fields: "id") { id: ID! name: String! }`;
const likesSdl = `${link}
  type Post @key(fields: "id") { id: ID! likes: Int! }`;

/** Three subgraphs as processes of their own would serve them, behind a router. */
async function startWorld() {
  const stream = new Stream('posts');
  const pulses = new Stream('posts');
  const posts = await restartable('posts', postsSdl, {
    Query: { posts: () => [] },
    Subscription: {
      posted: {
        async *subscribe(_: unknown, { after }: { after?: string }, { signal }: SocketContext) {
          for await (const { sequence, text } of stream.follow(after, signal)) {
            const post = { id: String(sequence), text, author: { id: `of ${sequence}` } };
            yield { posted: { cursor: String(sequence), post } };
          }
        },
      },
      pulse: {
        async *subscribe(_: unknown, __: unknown, { signal }: SocketContext) {
          for await (const { sequence } of pulses.follow(undefined, signal)) yield { pulse: sequence };
        },
      },
    },
  });
  const authors = await restartable('authors', authorsSdl, {
    Author: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Author ${id}` }) },
  });
  const likes = await restartable('likes', likesSdl, {
    Post: { __resolveReference: ({ id }: { id: string }) => ({ id, likes: Number(id) }) },
  });
  const router = await startRouter({
    supergraphSdl: supergraphOf([posts, authors, likes]),
    transports: (name, url) => httpTransport({ name, url }),
    settings: { graphiql: null, resume: { firstMs: 1, maxMs: 20, giveUpAfterMs: 20_000 } },
    metrics: createMetrics({ defaults: false }),
    log: createLog({ name: 'router', level: 'fatal', pretty: false }),
  });
  onTestFinished(() => router.stop());
  const url = `http://127.0.0.1:${await router.listen(0, '127.0.0.1')}`;
  return { url, router, stream, pulses, posts, authors, likes };
}

function supergraphOf(subgraphs: readonly Pick<Restartable, 'name' | 'sdl' | 'url'>[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, typeDefs: parse(sdl), url })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const query = 'subscription { posted { cursor post { text likes author { name } } } }';

interface Posted {
  posted: { cursor: string; post: { text: string; likes: number; author: { name: string } } };
}

/** Watches over each of the ways; what they are told is gathered. */
function watchEveryWay(url: string): Record<string, Posted[]> {
  const seen: Record<string, Posted[]> = { webSocket: [], events: [], apollo: [] };
  const takeInto = (way: string) => (answer: { data?: unknown }) => seen[way]?.push(answer.data as Posted);
  const sink = (way: string) => ({ next: takeInto(way), error: () => undefined, complete: () => undefined });
  openSocket(url).client.subscribe({ query }, sink('webSocket') as never);
  const events = createClient({ url: `${url}/graphql`, retryAttempts: 0 });
  onTestFinished(() => events.dispose());
  events.subscribe({ query }, sink('events') as never);
  const watching = apolloClient(url)
    .subscribe({ query: gql(query) })
    .subscribe(takeInto('apollo'));
  onTestFinished(() => watching.unsubscribe());
  return seen;
}

it('tells everybody everything while subgraphs restart and supergraphs come and go', async () => {
  const { url, router, stream, posts, authors, likes } = await startWorld();
  const seen = watchEveryWay(url);
  const everybodyHas = (text: string) => async () => {
    if (text === 'are you there?') stream.add(text);
    return Object.values(seen).every((told) => told.some(({ posted }) => posted.post.text === text));
  };
  await waitFor(everybodyHas('are you there?'));
  // Apollo's client asks for type names too: that is another operation.
  expect(stream.followers).toBe(2);

  await posts.stop();
  for (const text of ['while it is away', 'and again']) stream.add(text);
  await posts.start();
  await waitFor(everybodyHas('and again'));

  for (const subgraph of [authors, likes]) {
    await subgraph.stop();
    await subgraph.start();
  }
  stream.add('after the others');
  await waitFor(everybodyHas('after the others'));

  await router.swap(supergraphOf([{ ...posts, sdl: `${postsSdl} type More { id: ID }` }, authors, likes]));
  stream.add('under another supergraph');
  await waitFor(everybodyHas('under another supergraph'));

  await posts.stop();
  stream.add('while both');
  const swapped = router.swap(supergraphOf([posts, authors, likes]));
  await posts.start();
  await swapped;
  stream.add('the end');
  await waitFor(everybodyHas('the end'));

  for (const told of Object.values(seen)) {
    const [first] = told;
    const from = Number(first?.posted.cursor);
    expect(told).toMatchObject(
      told.map((_, at) => ({
        posted: {
          cursor: String(from + at),
          post: { likes: from + at, author: { name: `Author of ${from + at}` } },
        },
      })),
    );
  }
});

it('goes on with what cannot be resumed', async () => {
  const { url, router, pulses, posts, authors, likes } = await startWorld();
  const { answers } = openSocket(url).run('subscription { pulse }');
  const beats = async () => {
    const before = answers.length;
    await waitFor(() => {
      pulses.add('beat');
      return answers.length > before;
    });
  };
  await beats();
  await posts.stop();
  await posts.start();
  await beats();
  await router.swap(supergraphOf([{ ...posts, sdl: `${postsSdl} type More { id: ID }` }, authors, likes]));
  await beats();
  await beats();
  expect(answers.every(({ errors }) => errors === undefined)).toBe(true);
});
