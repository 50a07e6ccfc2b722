import { waitFor } from '@ursa/testkit';
import { beforeAll, expect, test } from 'vitest';
import type { Person } from '../world/person.ts';
import { signUp } from '../world/person.ts';
import { eventsClient } from '../world/streams.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { uploadImage } from '../world/uploads.ts';

const feed = `{ viewer { feed(first: 10) { nodes { reason post {
  id body author { username } media { alt url width } reactionCount viewerReaction group { name }
} } } } }`;
const find = `query ($query: String!) { search(query: $query, types: [POST]) { edges { node { ... on Post { id } } } } }`;

let world: TestSupergraph;
let ada: Person;
let bob: Person;
let postId: string;

beforeAll(async () => {
  world = await startTestSupergraph();
  [ada, bob] = await Promise.all([signUp(world.url), signUp(world.url)]);
  await bob.act('followUser', { userId: ada.id }, 'user { id }');
  const shown = ['The stone', 'The marmot on it'];
  const mediaIds = await Promise.all(shown.map(async (alt) => (await uploadImage(ada, { alt })).id));
  const body = 'Found the survey stone, and a marmot on it #marmots';
  postId = (await ada.act('createPost', { body, mediaIds }, 'post { id }')).post.id;
}, 60_000);

/** What stands at the top of somebody's feed. */
async function top(person: Person) {
  const { data, errors } = await person.ask(feed);
  expect(errors).toBeUndefined();
  return data.viewer.feed.nodes[0]?.post;
}

test('a post with two pictures stands in the feed of a follower, with what people feel about it', async () => {
  await bob.act('react', { subjectId: postId, kind: 'LIKE' });
  await waitFor(async () => (await top(bob))?.id === postId);
  expect(await top(bob)).toMatchObject({
    id: postId,
    author: { username: ada.username },
    media: [{ alt: 'The stone' }, { alt: 'The marmot on it' }],
    reactionCount: 1,
    viewerReaction: 'LIKE',
    group: null,
  });
  const { data } = await ada.ask('{ viewer { notifications { nodes { kind subject { id } } } } }');
  expect(data.viewer.notifications.nodes).toContainEqual({ kind: 'REACTION', subject: { id: postId } });
});

test('its pictures are served, as pictures, to whoever has their address', async () => {
  const { media } = await top(bob);
  for (const { url } of media) {
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
  }
});

test('search finds it, also by a word with a typo', async () => {
  for (const query of ['survey stone', 'marmott'])
    await waitFor(async () => {
      const { data } = await bob.ask(find, { query });
      return data.search.edges.some(({ node }: { node: { id: string } | null }) => node?.id === postId);
    });
});

test('a post in a group stands in the feed of its members, and nowhere for others', async () => {
  const carl = await signUp(world.url);
  const named = { handle: `stones_${ada.username.slice(-6)}`, name: 'Stones', privacy: 'PRIVATE' };
  const { id: groupId } = (await ada.act('createGroup', named, 'group { id }')).group;
  await bob.act('joinGroup', { groupId });
  await ada.act('answerJoinRequest', { groupId, userId: bob.id, accept: true });
  const { post } = await bob.act('createPost', { body: 'A stone for members', groupId }, 'post { id }');
  await waitFor(async () => (await top(ada))?.id === post.id);
  expect(await top(ada)).toMatchObject({ group: { name: 'Stones' }, author: { username: bob.username } });

  const look = `query ($id: ID!, $groupId: ID!) {
    post(id: $id) { id } group(id: $groupId) { name posts { nodes { id } } }
  }`;
  const shown = async (person: Person) => (await person.ask(look, { id: post.id, groupId })).data;
  expect(await shown(ada)).toEqual({
    post: { id: post.id },
    group: { name: 'Stones', posts: { nodes: [post] } },
  });
  expect((await shown(carl)).post).toBeNull();
  expect((await shown(carl)).group.posts?.nodes ?? []).toEqual([]);
});

test('what is new in the feed comes live', async () => {
  const stream = eventsClient(world.url, bob.token).subscribe(
    'subscription { feedItemAdded { cursor item { post { id } } } }',
    {},
  );
  const said: string[] = [];
  // A stream begins with what happens next: until it does, something happens.
  await waitFor(async () => {
    said.push(await ada.post(`News ${said.length}`));
    return stream.answers.length > 0;
  });
  const told = stream.answers.map(({ data }) => data.feedItemAdded.item.post?.id);
  expect(said).toEqual(expect.arrayContaining(told));
});
