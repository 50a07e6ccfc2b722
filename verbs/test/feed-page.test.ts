import { waitFor } from '@ursa/testkit';
import { beforeAll, expect, test } from 'vitest';
import type { Person } from './world/person.ts';
import { signUp } from './world/person.ts';
import { settled } from './world/settled.ts';
import { countOperationStatements } from './world/statements.ts';
import { startTestSupergraph } from './world/supergraph.ts';
import { uploadImage } from './world/uploads.ts';

const feedPage = `query FeedPage($first: Int!) {
  viewer {
    feed(first: $first) {
      nodes {
        reason
        post {
          body
          author { displayName }
          media { url alt width height }
          reactionCount
          reactionCounts { kind count }
          viewerReaction
          commentCount
          comments(first: 2) { nodes { body author { displayName } } }
        }
      }
    }
  }
}`;

/** The number in README.md. */
const promised = 11;

let viewer: Person;
let statements: ReturnType<typeof countOperationStatements>;

beforeAll(async () => {
  const world = await startTestSupergraph();
  const { url } = world;
  viewer = await signUp(url);
  for (let batch = 0; batch < 10; batch += 1) {
    const authors = await Promise.all(Array.from({ length: 10 }, () => signUp(url)));
    await Promise.all(
      authors.map(async (author, at) => {
        await viewer.act('followUser', { userId: author.id }, 'user { id }');
        const mediaIds = [(await uploadImage(author)).id];
        const input = { body: `Post of ${author.username}`, mediaIds };
        const postId = (await author.act('createPost', input, 'post { id }')).post.id;
        const next = authors[(at + 1) % authors.length] as Person;
        await Promise.all([
          viewer.act('react', { subjectId: postId, kind: 'LIKE' }),
          next.act('react', { subjectId: postId, kind: 'LOVE' }),
          next.comment(postId),
          viewer.comment(postId),
          author.comment(postId),
        ]);
      }),
    );
  }
  // What the projections do not know yet is asked for, and asking costs.
  await settled(world);
  await waitFor(
    async () => {
      const { data } = await viewer.ask('{ viewer { feed(first: 100) { nodes { id } } } }');
      return data.viewer.feed.nodes.length === 100;
    },
    { timeoutMs: 60_000 },
  );
  statements = countOperationStatements(world.subgraphs.values());
}, 180_000);

async function cost(first: number): Promise<string[]> {
  statements.take();
  const { data, errors } = await viewer.ask(feedPage, { first });
  expect(errors).toBeUndefined();
  const posts = data.viewer.feed.nodes.map((node: { post: unknown }) => node.post);
  expect(posts).toHaveLength(first);
  for (const post of posts)
    expect(post).toMatchObject({
      media: [{ width: 16 }],
      reactionCount: 2,
      viewerReaction: 'LIKE',
      commentCount: 3,
      comments: { nodes: [{ author: expect.anything() }, { author: expect.anything() }] },
    });
  expect(
    new Set(posts.map((post: { author: { displayName: string } }) => post.author.displayName)).size,
  ).toBe(first);
  return statements.take().sort();
}

test('a feed page of 1, 20 and 100 items costs the same statements', async () => {
  // The first one of all may fill caches.
  await cost(100);
  const [one, twenty, hundred] = [await cost(1), await cost(20), await cost(100)];
  expect(twenty).toEqual(one);
  expect(hundred).toEqual(one);
  expect(one.length).toBeLessThanOrEqual(14);
  expect(one).toHaveLength(promised);
});
