import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf, expectNothingInternal } from './bad-input/refusals.ts';
import { foundGroup, freshHandle } from './world/groups.ts';
import { documentOf } from './world/mutations.ts';
import type { Answer, Person } from './world/person.ts';
import { signUp } from './world/person.ts';
import { settled } from './world/settled.ts';
import type { TestSupergraph } from './world/supergraph.ts';
import { startTestSupergraph } from './world/supergraph.ts';

const page = `query Page($id: ID!, $username: String!) {
  post(id: $id) {
    id body viewerCanEdit
    author { id displayName followerCount }
    commentCount
    media { id }
    comments(first: 1) { nodes { body author { displayName } } }
  }
  user(username: $username) { displayName posts(first: 1) { nodes { body } } groups(first: 1) { nodes { name } } }
  viewer { email unreadNotificationCount user { username } }
  node(id: $id) { id }
}`;

/** What is null while a subgraph is away: its own fields, and nothing else. */
const nulled: Record<string, string[]> = {
  comments: ['post.commentCount', 'post.comments'],
  groups: ['user.groups'],
  identity: ['viewer'],
  media: ['post.media'],
  nodes: ['node'],
  notifications: ['viewer.unreadNotificationCount'],
  posts: ['post', 'user.posts', 'node'],
  profiles: ['post.author', 'post.comments.nodes.0.author', 'user', 'viewer.user'],
};

/** Mutations of each owner, which go on while others are away. */
const changes: Record<string, (world: { ada: Person; bob: Person; postId: string }) => object> = {
  addComment: ({ postId }) => ({ postId, body: 'Meanwhile' }),
  createGroup: () => ({ handle: freshHandle(), name: 'Meanwhile' }),
  createPost: () => ({ body: 'Meanwhile' }),
  followUser: ({ bob }) => ({ userId: bob.id }),
  logIn: ({ ada }) => ({ identifier: ada.username, password: ada.password }),
  markNotificationsRead: () => ({ notificationIds: [newId('notification')] }),
};
const owners: Record<string, string> = {
  addComment: 'comments',
  createGroup: 'groups',
  createPost: 'posts',
  followUser: 'profiles',
  logIn: 'identity',
  markNotificationsRead: 'notifications',
};

/** Where `after` differs from `before`. */
function differences(before: unknown, after: unknown, path: string[] = []): string[] {
  const open = (value: unknown): value is object => typeof value === 'object' && value !== null;
  if (!open(before) || !open(after)) return Object.is(before, after) ? [] : [path.join('.')];
  return Object.entries(before).flatMap(([key, value]) =>
    differences(value, (after as Record<string, unknown>)[key], [...path, key]),
  );
}

const valueAt = (data: unknown, path: string) =>
  path.split('.').reduce((value, key) => (value as Record<string, unknown>)[key], data);

describe.each(Object.keys(nulled))('while %s is away', (subgraph) => {
  let world: TestSupergraph;
  let people: { ada: Person; bob: Person; postId: string };
  let whole: Answer;
  const look = () => people.ada.ask(page, { id: people.postId, username: people.bob.username });

  beforeAll(async () => {
    world = await startTestSupergraph();
    const [ada, bob] = await Promise.all([signUp(world.url), signUp(world.url)]);
    people = { ada, bob, postId: await ada.post('The post') };
    await bob.comment(people.postId, 'The comment');
    await bob.post('Another post');
    await foundGroup(bob);
    await settled(world);
    whole = await look();
    await world.subgraphs.get(subgraph)?.stop();
  }, 60_000);

  test('its fields are null with a coded error, and the rest of the answer stands', async () => {
    expect(whole.errors).toBeUndefined();
    const answer = await look();
    expect(answer.status).toBe(200);
    const gone = nulled[subgraph] ?? [];
    expect(differences(whole.data, answer.data).sort()).toEqual(gone.toSorted());
    expect(gone.map((path) => valueAt(answer.data, path))).toEqual(gone.map(() => null));

    const within = (path: string, place: string) => path === place || path.startsWith(`${place}.`);
    const errors = (answer.errors ?? []).map(({ path = [], extensions }) => ({
      path: path.join('.'),
      extensions,
    }));
    for (const place of gone)
      expect(
        errors.filter(({ path }) => within(path, place)),
        place,
      ).not.toEqual([]);
    for (const { path, extensions } of errors) {
      expect(
        gone.filter((place) => within(path, place)),
        path,
      ).toHaveLength(1);
      expect(extensions?.code).toBe('SUBGRAPH_UNAVAILABLE');
    }
    expectNothingInternal(answer);
  });

  test('what others own can still be changed, what it owns says why not', async () => {
    for (const [mutation, input] of Object.entries(changes)) {
      const answer = await people.ada.ask(documentOf(mutation), { input: input(people) });
      if (owners[mutation] === subgraph) {
        expect([codeOf(answer), answer.data]).toEqual(['SUBGRAPH_UNAVAILABLE', null]);
      } else {
        expect(answer.data?.[mutation]?.errors, JSON.stringify(answer)).toEqual([]);
      }
    }
  });
});
