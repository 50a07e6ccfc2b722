import { beforeAll, expect, test } from 'vitest';
import type { Person } from './world/person.ts';
import { signUp } from './world/person.ts';
import { settled } from './world/settled.ts';
import { countOperationStatements } from './world/statements.ts';
import { startTestSupergraph } from './world/supergraph.ts';

const postPage = `query PostPage($id: ID!, $first: Int!) {
  post(id: $id) {
    body
    author { displayName followerCount viewerIsFollowing }
    commentCount
    comments(first: $first) {
      totalCount
      nodes { body viewerCanDelete replyCount author { displayName followerCount viewerIsFollowing } }
    }
  }
}`;

/** The number in README.md. */
const promised = 5;

let viewer: Person;
let postId: string;
let statements: ReturnType<typeof countOperationStatements>;

beforeAll(async () => {
  const world = await startTestSupergraph();
  const { url } = world;
  const author = await signUp(url);
  viewer = await signUp(url);
  postId = await author.post('A post that a hundred people comment on');
  for (let batch = 0; batch < 10; batch += 1) {
    const people = await Promise.all(Array.from({ length: 10 }, () => signUp(url)));
    await Promise.all(people.map((person) => person.comment(postId)));
  }
  // What the projections do not know yet is asked for, and asking costs.
  await settled(world);
  statements = countOperationStatements(world.subgraphs.values());
}, 120_000);

async function cost(first: number): Promise<string[]> {
  statements.take();
  const { data, errors } = await viewer.ask(postPage, { id: postId, first });
  expect(errors).toBeUndefined();
  expect(data.post.commentCount).toBe(100);
  expect(data.post.comments.nodes).toHaveLength(first);
  const authors = data.post.comments.nodes.map(
    (node: { author: { displayName: string } }) => node.author.displayName,
  );
  expect(new Set(authors).size).toBe(first);
  return statements.take().sort();
}

test('a post page with 1, 20 and 100 comments by as many people costs the same statements', async () => {
  const [one, twenty, hundred] = [await cost(1), await cost(20), await cost(100)];
  expect(twenty).toEqual(one);
  expect(hundred).toEqual(one);
  expect(one).toHaveLength(promised);
});
