import { beforeAll, expect, test } from 'vitest';
import { signUp } from '../world/person.ts';
import { settled } from '../world/settled.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';

let world: TestSupergraph;
beforeAll(async () => {
  world = await startTestSupergraph();
}, 60_000);

const find = `query ($query: String!, $prefix: String!) {
  search(query: $query) {
    counts { users posts comments tags }
    nodes {
      ... on Post { body author { username } }
      ... on Comment { text: body post { id } }
      ... on User { displayName }
      ... on Tag { name }
    }
  }
  searchSuggestions(prefix: $prefix) { ... on User { displayName } }
}`;

test('what people say is found with a typo, whole, and no longer once it is gone', async () => {
  const [ada, bob] = await Promise.all([signUp(world.url), signUp(world.url)]);
  const body = 'The sourdough is nine years old today #sourdough';
  const postId = await ada.post(body);
  await bob.comment(postId, 'A sourdough of that age!');
  await settled(world);
  const asked = async () => (await bob.ask(find, { query: 'sourdouhg', prefix: ada.username })).data;
  const { search, searchSuggestions } = await asked();
  expect(search.counts).toEqual({ users: 0, posts: 1, comments: 1, tags: 1 });
  expect(search.nodes).toContainEqual({ body, author: { username: ada.username } });
  expect(search.nodes).toContainEqual({ text: 'A sourdough of that age!', post: { id: postId } });
  expect(search.nodes).toContainEqual({ name: 'sourdough' });
  expect(searchSuggestions).toEqual([{ displayName: ada.username }]);

  await ada.act('blockUser', { userId: bob.id }, 'user { id }');
  await settled(world);
  const after = await asked();
  expect(after.search.nodes).toEqual([]);
  expect(after.searchSuggestions).toEqual([]);
});
