import { waitFor } from '@ursa/testkit';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { MortalRabbit } from '../processes/mortal-rabbit.ts';
import { hasRabbit, startMortalRabbit } from '../processes/mortal-rabbit.ts';
import type { Person } from '../world/person.ts';
import { personWith, signUp } from '../world/person.ts';
import { nothing, undelivered } from './delivered.ts';
import type { Fleet } from './fleet.ts';
import { canRunFleet, startFleet } from './fleet.ts';

/** How many posts the burst has; each is commented on. */
const burst = 100;

describe.runIf(canRunFleet && hasRabbit)('a fleet whose RabbitMQ is killed in the middle of a burst', () => {
  let rabbit: MortalRabbit;
  let fleet: Fleet;
  beforeAll(async () => {
    rabbit = await startMortalRabbit();
    fleet = await startFleet(rabbit.url);
  }, 180_000);
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') console.log(fleet.complaints());
  });

  const settled = () =>
    waitFor(async () => expect(await undelivered(fleet, rabbit.url)).toEqual(nothing), {
      timeoutMs: 60_000,
      intervalMs: 250,
    });

  test('every mutation is answered, and everything derived comes true once', async () => {
    const [a, b] = fleet.routers;
    const author = await signUp(a.url);
    const followers = await Promise.all(Array.from({ length: 4 }, () => signUp(b.url)));
    for (const follower of followers) {
      await follower.act('followUser', { userId: author.id }, 'user { id }');
      // Posts are pushed to who reads their feed.
      await follower.ask('{ viewer { feed { nodes { id } } } }');
    }
    await settled();
    const posts: string[] = [];
    const comments: string[] = [];
    const write = async (lane: number) => {
      const { url } = fleet.routers[lane % 2] as { url: string };
      const writer = personWith(url, author);
      const reader = personWith(url, followers[lane % followers.length] as Person);
      while (posts.length < burst) {
        const postId = await writer.post(`Post ${posts.length} of the burst`);
        posts.push(postId);
        comments.push(await reader.comment(postId, 'Seen'));
      }
    };
    const writing = Promise.all([0, 1, 2, 3].map(write));
    await waitFor(() => posts.length > burst / 4, { timeoutMs: 30_000 });
    await rabbit.kill();
    const whenKilled = posts.length;
    await waitFor(() => posts.length > burst / 2, { timeoutMs: 30_000 });
    const startedAt = performance.now();
    await rabbit.start();
    await writing;
    await settled();
    console.log(
      `killed after ${whenKilled} of ${posts.length} posts; all delivered ` +
        `${Math.round(performance.now() - startedAt)} ms after it was started again`,
    );

    const told = await everyPage(author, 'notifications', 'kind subject { id }');
    const about = told.filter(({ kind }) => kind === 'COMMENT').map(({ subject }) => subject.id);
    expect(about.toSorted()).toEqual(comments.toSorted());
    for (const follower of followers) {
      const feed = await everyPage(follower, 'feed', 'post { id }');
      expect(feed.map(({ post }) => post.id).toSorted()).toEqual(posts.toSorted());
    }
    expect((await found(author, 'burst')).toSorted()).toEqual(posts.toSorted());
  }, 180_000);
});

/** The ids of all posts of a person's own that search finds. */
async function found(person: Person, words: string): Promise<string[]> {
  const query = `query ($query: String!, $author: ID!, $after: String) {
    search(query: $query, types: [POST], filter: { authorId: $author }, first: 100, after: $after) {
      edges { node { ... on Post { id } } } pageInfo { endCursor hasNextPage }
    }
  }`;
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await person.ask(query, { query: words, author: person.id, after });
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = data.search;
    ids.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
    if (!pageInfo.hasNextPage) return ids;
    after = pageInfo.endCursor;
  }
}

/** All of a connection of the viewer's. */
// biome-ignore lint/suspicious/noExplicitAny: the nodes as selected
async function everyPage(person: Person, connection: string, selection: string): Promise<any[]> {
  const query = `query ($after: String) { viewer { ${connection}(first: 100, after: $after) {
    nodes { ${selection} } pageInfo { endCursor hasNextPage } } } }`;
  const found = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await person.ask(query, { after });
    expect(errors).toBeUndefined();
    const { nodes, pageInfo } = data.viewer[connection];
    found.push(...nodes);
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}
