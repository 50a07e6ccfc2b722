import { newId, retype } from '@ursa/ids';
import { GraphQLID, getNamedType, getNullableType, isListType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { contents } from '../world/contents.ts';
import { foundGroup, freshHandle } from '../world/groups.ts';
import { documentOf, inputFields, mutations } from '../world/mutations.ts';
import type { Person } from '../world/person.ts';
import { signUp } from '../world/person.ts';
import { subscription } from '../world/push-subscription.ts';
import { eventsClient, socketClient } from '../world/streams.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { uploadImage } from '../world/uploads.ts';
import { codeOf, expectNothingInternal, refusalsOf } from './refusals.ts';

let world: TestSupergraph;
let ada: Person;
let bob: Person;
/** Something real for every field of every input. */
let real: Record<string, unknown>;
/** What was there and is gone, by the input field that would name it. */
let deleted: Record<string, string>;

beforeAll(async () => {
  world = await startTestSupergraph();
  [ada, bob] = await Promise.all([signUp(world.url), signUp(world.url)]);
  const postId = await ada.post();
  const commentId = await ada.comment(postId);
  const gonePost = await ada.post();
  const goneComment = await ada.comment(postId);
  await ada.act('deletePost', { postId: gonePost }, 'post { id }');
  await ada.act('deleteComment', { commentId: goneComment }, 'comment { id }');
  const poll = { choices: ['Yes', 'No'], durationMinutes: 60 };
  const { post: asking } = await ada.act('createPost', { body: 'Which?', poll }, 'post { poll { id } }');
  const { draft } = await ada.act('saveDraft', { body: 'Later' }, 'draft { id }');
  const { draft: goneDraft } = await ada.act('saveDraft', { body: 'Never' }, 'draft { id }');
  await ada.act('deleteDraft', { draftId: goneDraft.id });
  await bob.act('followUser', { userId: ada.id }, 'user { id }');
  const groupId = await foundGroup(ada);
  await contents(world);
  // Now, as what is pushed to it changes the contents.
  const { pushDevice } = await ada.act('registerPushDevice', subscription(), 'pushDevice { id }');
  const { data } = await ada.ask('{ viewer { sessions { nodes { id } } notifications { nodes { id } } } }');
  const [session] = data.viewer.sessions.nodes;
  const [notification] = data.viewer.notifications.nodes;
  real = {
    postId,
    commentId,
    userId: bob.id,
    subjectId: postId,
    kind: 'LIKE',
    mediaId: (await uploadImage(ada, { purpose: 'AVATAR' })).id,
    sessionId: session.id,
    upTo: notification.id,
    pollId: asking.poll.id,
    draftId: draft.id,
    choice: 0,
    deviceId: pushDevice.id,
    body: 'Something',
    accept: true,
    groupId,
    handle: freshHandle(),
    name: 'A name',
    role: 'MEMBER',
  };
  deleted = {
    postId: gonePost,
    quotedPostId: gonePost,
    commentId: goneComment,
    parentId: goneComment,
    draftId: goneDraft.id,
    subjectId: gonePost,
  };
}, 60_000);

const never = {
  postId: newId('post'),
  commentId: newId('comment'),
  parentId: newId('comment'),
  userId: newId('user'),
  subjectId: newId('post'),
  mediaId: newId('media'),
  sessionId: newId('session'),
  upTo: newId('notification'),
  groupId: newId('group'),
  avatarMediaId: newId('media'),
  pollId: newId('poll'),
  draftId: newId('draft'),
  quotedPostId: newId('post'),
  deviceId: newId('pushdevice'),
  reactionId: newId('reaction'),
};

/** Nothing that ever was, for a place in an input. */
function neverIn(mutation: string, name: string): string {
  return mutation === 'markFeedRead' ? newId('feeditem') : never[name as keyof typeof never];
}

/** Every place in a mutation's input that takes an id. */
const places = mutations.flatMap((mutation) =>
  Object.values(inputFields(mutation))
    .filter(({ type }) => getNamedType(type) === GraphQLID)
    .map(({ name, type }) => ({ mutation, name, many: isListType(getNullableType(type)) })),
);
const single = places.filter(({ many }) => !many);

/** Mutations that want one of several ids. */
const choosing = new Set(['markNotificationsRead', 'showLess']);

/** A good input of the mutation, with `value` in one place. */
function inputWith(mutation: string, name: string, value: unknown): object {
  const required = Object.keys(inputFields(mutation)).filter(
    (field) => field in real && !(choosing.has(mutation) && field !== name),
  );
  return { ...Object.fromEntries(required.map((field) => [field, real[field]])), [name]: value };
}

const malformed = [
  '',
  'x',
  'post_',
  'comment_01h2xcejqtf2nbrexx3vqjhp4',
  'comment_01H2XCEJQTF2NBREXX3VQJHP41',
  'user_zzzzzzzzzzzzzzzzzzzzzzzzzz',
  'post_01h2xcejqtf2nbrexx3vqjhp41\u0000',
  "post_01h2xcejqtf2nbrexx3vqjhp41' or '1'='1",
  '0190b6f6-1c4e-7c3b-b6f0-f3c6b9a0f3aa',
  'x'.repeat(100_000),
];

test('the walk covers every mutation that takes an id, and knows a good one for each', () => {
  expect(new Set(places.map(({ mutation }) => mutation)).size).toBeGreaterThan(45);
  expect(single.filter(({ name }) => !(name in never))).toEqual([]);
});

describe.each(places)('$mutation: $name', ({ mutation, name, many }) => {
  test('malformed, or of another type, is a ValidationError that says where', async () => {
    const before = await contents(world);
    const foreign = retype(ada.id as `user_${string}`, 'viewer');
    for (const text of [...malformed, foreign]) {
      const input = inputWith(mutation, name, many ? [text] : text);
      const answer = await ada.ask(documentOf(mutation), { input });
      expect(refusalsOf(answer)).toEqual([`ValidationError ${many ? `${name}.0` : name}`]);
    }
    expect(await contents(world)).toEqual(before);
  });

  test('of the wrong type is an error of the request', async () => {
    for (const value of [true, 1.5, {}, [[]]]) {
      const answer = await ada.ask(documentOf(mutation), { input: inputWith(mutation, name, value) });
      expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_USER_INPUT']);
    }
  });
});

test('in a query a malformed id is BAD_USER_INPUT; an unknown one is nothing', async () => {
  for (const field of ['post', 'comment', 'group', 'reaction', 'media']) {
    const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
    for (const id of malformed) {
      const answer = await ada.ask(query, { id });
      expect(codeOf(answer)).toBe('BAD_USER_INPUT');
      expect(answer.data).toEqual({ [field]: null });
    }
    const unknown = await ada.ask(query, { id: never[`${field}Id` as 'postId'] });
    expect(unknown).toMatchObject({ data: { [field]: null }, errors: undefined });
  }
});

test('node and nodes answer null for whatever names nothing, and refuse more than a hundred', async () => {
  const query = 'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id } }';
  for (const id of [...malformed, ...Object.values(never), ...Object.values(deleted)]) {
    const answer = await ada.ask(query, { id, ids: [id, ada.id] });
    expectNothingInternal(answer);
    expect(answer).toMatchObject({ data: { node: null, nodes: [null, { id: ada.id }] }, errors: undefined });
  }
  const ids = Array.from({ length: 101 }, () => newId('post'));
  const many = await ada.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(codeOf(many)).toBe('BAD_USER_INPUT');
});

test('a name that nobody can have is nobody', async () => {
  for (const username of ['', 'x'.repeat(100_000), 'ada\u0000', "' or 1=1 --", '💥']) {
    const answer = await ada.ask('query ($username: String!) { user(username: $username) { id } }', {
      username,
    });
    expect(answer).toMatchObject({ data: { user: null }, errors: undefined });
  }
});

describe('what is not there', () => {
  // What a draft names is looked at when it is published.
  const unneeded = ['addComment parentId', 'saveDraft groupId', 'saveDraft quotedPostId'];
  const needed = single.filter(({ mutation, name }) => !unneeded.includes(`${mutation} ${name}`));

  test.each(needed)('$mutation: an unknown $name is a NotFoundError', async ({ mutation, name }) => {
    const before = await contents(world);
    const input = inputWith(mutation, name, neverIn(mutation, name));
    const answer = await ada.ask(documentOf(mutation), { input });
    expect(refusalsOf(answer)).toEqual([`NotFoundError ${name}`]);
    expect(await contents(world)).toEqual(before);
  });

  test('a deleted post or comment takes no comment, no reply and no change', async () => {
    const before = await contents(world);
    for (const [mutation, name] of [
      ['addComment', 'postId'],
      ['addComment', 'parentId'],
      ['editPost', 'postId'],
      ['deletePost', 'postId'],
      ['createPost', 'quotedPostId'],
      ['repost', 'postId'],
      ['undoRepost', 'postId'],
      ['bookmarkPost', 'postId'],
      ['unbookmarkPost', 'postId'],
      ['pinPost', 'postId'],
      ['unpinPost', 'postId'],
      ['saveDraft', 'draftId'],
      ['deleteDraft', 'draftId'],
      ['publishDraft', 'draftId'],
      ['schedulePost', 'draftId'],
      ['editComment', 'commentId'],
      ['deleteComment', 'commentId'],
      ['lockThread', 'postId'],
      ['react', 'subjectId'],
      ['unreact', 'subjectId'],
    ] as const) {
      const answer = await ada.ask(documentOf(mutation), { input: inputWith(mutation, name, deleted[name]) });
      expect(refusalsOf(answer)).toEqual([`NotFoundError ${name}`]);
    }
    expect(await contents(world)).toEqual(before);
  });

  test('an unknown parent, and one under another post, takes no reply', async () => {
    const elsewhere = await ada.comment(await ada.post());
    const before = await contents(world);
    for (const parentId of [never.parentId, elsewhere]) {
      const answer = await ada.ask(documentOf('addComment'), {
        input: inputWith('addComment', 'parentId', parentId),
      });
      expect(refusalsOf(answer)).toEqual(['NotFoundError parentId']);
    }
    expect(await contents(world)).toEqual(before);
  });
});

test('a stream of comments is not opened on a post that is none, unknown or deleted', async () => {
  const query = 'subscription ($postId: ID!) { commentAdded(postId: $postId) { cursor } }';
  for (const client of [socketClient(world.url, ada.token), eventsClient(world.url, ada.token)]) {
    for (const [postId, code] of [
      ['x', 'BAD_USER_INPUT'],
      [never.postId, 'NOT_FOUND'],
      [deleted['postId'], 'NOT_FOUND'],
    ]) {
      const { answers, done } = client.subscribe(query, { postId });
      await done;
      expect(answers.map(codeOf)).toEqual([code]);
    }
  }
});
