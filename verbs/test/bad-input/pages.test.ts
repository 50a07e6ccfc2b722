import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Contents } from '../world/contents.ts';
import { contents } from '../world/contents.ts';
import { foundGroup, invite } from '../world/groups.ts';
import type { Person } from '../world/person.ts';
import { signUp } from '../world/person.ts';
import { subscription } from '../world/push-subscription.ts';
import { eventsClient, socketClient } from '../world/streams.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { codeOf, expectNothingInternal } from './refusals.ts';

let world: TestSupergraph;
let ada: Person;
let postId: string;
let commentId: string;
let notificationId: string;
let groupId: string;
let cursors: Record<string, string>;
let before: Contents;

// Reading leaves everything as it was, however it is asked for.
afterEach(async () => {
  expect(await contents(world)).toEqual(before);
});

/** Every list of the API, with the place for its arguments. */
const lists: Record<string, string> = {
  sessions: '{ viewer { sessions(PAGE) { nodes { id } edges { cursor } } } }',
  notifications: '{ viewer { notifications(PAGE) { nodes { id } edges { cursor } } } }',
  pushDevices: '{ viewer { pushDevices(PAGE) { nodes { id } edges { cursor } } } }',
  blockedUsers: '{ viewer { blockedUsers(PAGE) { nodes { id } edges { cursor } } } }',
  mutedUsers: '{ viewer { mutedUsers(PAGE) { nodes { id } edges { cursor } } } }',
  followRequests: '{ viewer { followRequests(PAGE) { nodes { id } edges { cursor } } } }',
  feed: '{ viewer { feed(PAGE) { nodes { id } edges { cursor } } } }',
  explore: '{ explore(PAGE) { nodes { id } edges { cursor } } }',
  posts: '{ viewer { user { posts(PAGE) { nodes { id } edges { cursor } } } } }',
  followers: '{ viewer { user { followers(PAGE) { nodes { id } edges { cursor } } } } }',
  following: '{ viewer { user { following(PAGE) { nodes { id } edges { cursor } } } } }',
  bookmarks: '{ viewer { bookmarks(PAGE) { nodes { id } edges { cursor } } } }',
  drafts: '{ viewer { drafts(PAGE) { nodes { id } edges { cursor } } } }',
  followedTags: '{ viewer { followedTags(PAGE) { nodes { id } edges { cursor } } } }',
  revisions: '{ post(id: "POST") { revisions(PAGE) { nodes { body } edges { cursor } } } }',
  comments: '{ post(id: "POST") { comments(PAGE) { nodes { id } edges { cursor } } } }',
  reactions: '{ post(id: "POST") { reactions(PAGE) { nodes { id } edges { cursor } } } }',
  replies: '{ comment(id: "COMMENT") { replies(PAGE) { nodes { id } edges { cursor } } } }',
  groups: '{ viewer { groups(PAGE) { nodes { id } edges { cursor } } } }',
  groupInvitations: '{ viewer { groupInvitations(PAGE) { nodes { id } edges { cursor } } } }',
  userGroups: '{ viewer { user { groups(PAGE) { nodes { id } edges { cursor } } } } }',
  members: '{ group(id: "GROUP") { members(PAGE) { nodes { id } edges { cursor } } } }',
  joinRequests: '{ group(id: "GROUP") { joinRequests(PAGE) { nodes { id } edges { cursor } } } }',
  invitations: '{ group(id: "GROUP") { invitations(PAGE) { nodes { id } edges { cursor } } } }',
  bans: '{ group(id: "GROUP") { bans(PAGE) { nodes { id } edges { cursor } } } }',
  actors: '{ node(id: "NOTE") { ... on Notification { actors(PAGE) { nodes { id } edges { cursor } } } } }',
};
const pageOf = (list: string, page: string) =>
  ada.ask(
    (lists[list] ?? '')
      .replace('PAGE', page)
      .replace('POST', postId)
      .replace('COMMENT', commentId)
      .replace('NOTE', notificationId)
      .replace('GROUP', groupId),
  );
const findAll = (value: unknown, name: string): unknown[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        ...(key === name ? [inner] : []),
        ...findAll(inner, name),
      ]);

// Somebody in every list, so that each has a cursor to give.
beforeAll(async () => {
  world = await startTestSupergraph();
  ada = await signUp(world.url);
  postId = await ada.post();
  commentId = await ada.comment(postId);
  const people = await Promise.all(Array.from({ length: 5 }, () => signUp(world.url)));
  const [fan, idol, blocked, muted, asker] = people as [Person, Person, Person, Person, Person];
  await fan.act('followUser', { userId: ada.id });
  await fan.post('For everybody');
  await fan.comment(postId, 'From a fan');
  await fan.comment(postId, 'An answer', commentId);
  await fan.act('react', { subjectId: postId, kind: 'LIKE' });
  await ada.act('followUser', { userId: idol.id });
  await ada.act('blockUser', { userId: blocked.id });
  await ada.act('muteUser', { userId: muted.id });
  await ada.act('updateProfile', { isPrivate: true });
  await asker.act('followUser', { userId: ada.id });
  await ada.act('editPost', { postId, body: 'Edited' });
  groupId = await foundGroup(ada, { privacy: 'PRIVATE' });
  await asker.act('joinGroup', { groupId });
  await invite(ada, groupId, idol);
  await ada.act('banFromGroup', { groupId, userId: muted.id });
  await invite(fan, await foundGroup(fan), ada);
  await ada.act('bookmarkPost', { postId });
  await ada.act('saveDraft', { body: 'Later' });
  await ada.act('followTag', { name: 'walks' });
  await ada.act('registerPushDevice', subscription(), 'pushDevice { id }');
  before = await contents(world);
  const { data } = await ada.ask('{ viewer { notifications(first: 1) { nodes { id } } } }');
  notificationId = data.viewer.notifications.nodes[0].id;
  const found = Object.keys(lists).map(async (list) => {
    const [first] = findAll((await pageOf(list, 'first: 1')).data, 'cursor');
    return [list, first];
  });
  cursors = Object.fromEntries(await Promise.all(found));
  expect(Object.entries(cursors).filter(([, cursor]) => typeof cursor !== 'string')).toEqual([]);
}, 60_000);

test.each(Object.keys(lists))('a page of %s has at most 100 entries, from one end', async (list) => {
  expectNothingInternal(await pageOf(list, 'first: 100'));
  for (const page of ['first: 101', 'last: 101', 'first: -1', 'first: 1, last: 1', 'first: 2147483647']) {
    const answer = await pageOf(list, page);
    const codes = answer.errors?.map(({ extensions }) => extensions?.code);
    expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT']));
    expectNothingInternal(answer);
    expect(findAll(answer.data, 'nodes').flat()).not.toContainEqual(
      expect.objectContaining({ id: commentId }),
    );
  }
});

test.each(Object.keys(lists))(
  'a page of %s does not begin at a cursor that is none, or of another list',
  async (list) => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const own = cursors[list] as string;
    const foreign = Object.entries(cursors).filter(([other]) => other !== list);
    const wrong = [
      '',
      'x',
      '%%%',
      'x'.repeat(100_000),
      own.slice(0, -4),
      `${own}AAAA`,
      encode(null),
      encode([]),
      encode({}),
      encode([1, 2, 3]),
      encode(['posts', '2026-01-01T00:00:00.000Z', postId]),
      ...foreign.map(([, cursor]) => cursor),
    ];
    expect(await pageOf(list, `after: "${own}"`)).toMatchObject({ errors: undefined });
    for (const cursor of wrong) {
      for (const place of ['after', 'before']) {
        const answer = await pageOf(list, `${place}: ${JSON.stringify(cursor)}`);
        const codes = answer.errors?.map(({ extensions }) => extensions?.code);
        expect(new Set(codes), `${place}: ${cursor.slice(0, 60)}`).toEqual(new Set(['BAD_CURSOR']));
        expectNothingInternal(answer);
      }
    }
  },
);

test('a stream does not begin after a cursor that is none, of another stream, or from the future', async () => {
  const query = `query ($id: ID!) {
    post(id: $id) { comments { liveCursor } } viewer { notifications { liveCursor } } }`;
  const { data } = await ada.ask(query, { id: postId });
  const ofComments: string = data.post.comments.liveCursor;
  const ofNotifications: string = data.viewer.notifications.liveCursor;
  const [channel, sequence] = JSON.parse(Buffer.from(ofComments, 'base64url').toString());
  const future = Buffer.from(JSON.stringify([channel, sequence + 1_000])).toString('base64url');
  const watch =
    'subscription ($after: String) { commentAdded(postId: "POST", after: $after) { cursor } }'.replace(
      'POST',
      postId,
    );
  for (const client of [socketClient(world.url, ada.token), eventsClient(world.url, ada.token)]) {
    for (const after of ['', 'x', 'x'.repeat(100_000), ofNotifications, cursors['comments'], future]) {
      const { answers, done } = client.subscribe(watch, { after });
      await done;
      expect(answers.map(codeOf), String(after).slice(0, 60)).toEqual(['BAD_CURSOR']);
    }
  }
});
