import { newId } from '@ursa/ids';
import type { PeerQuestion } from '@ursa/testkit/subgraph';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { nodes as definition } from '../src/subgraph.ts';

const viewer = newId('user');
const seen = new Set<unknown>();
let questions: PeerQuestion[] = [];
let nodes: Awaited<ReturnType<typeof startTestSubgraph>>;

beforeAll(async () => {
  const answer = (question: PeerQuestion) => {
    questions.push(question);
    return question.representations.map((one) => (seen.has(one['id']) ? one : null));
  };
  const away = () => {
    throw new Error('away');
  };
  nodes = await startTestSubgraph(definition, {
    peers: { identity: answer, profiles: answer, posts: answer, comments: answer, notifications: away },
  });
});

beforeEach(() => {
  questions = [];
  seen.clear();
});

function visible<Prefix extends string>(prefix: Prefix) {
  const id = newId(prefix);
  seen.add(id);
  return id;
}

const one = (id: string) =>
  nodes.execute({ query: 'query ($id: ID!) { node(id: $id) { __typename id } }', variables: { id }, viewer });
const many = (ids: readonly string[]) =>
  nodes.execute({
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
    variables: { ids },
    viewer,
  });

test('a thing is found by its id, and its owner is asked as the viewer', async () => {
  const id = visible('post');
  expect(await one(id)).toMatchObject({ data: { node: { __typename: 'Post', id } } });
  expect(questions).toMatchObject([{ typename: 'Post', viewer, caller: 'nodes' }]);
});

test('hidden, missing and malformed answer alike', async () => {
  const hidden = await one(newId('post'));
  expect(hidden.data).toEqual({ node: null });
  for (const id of [
    'post_1',
    'planet_01h2xcejqtf2nbrexx3vqjhp41',
    '',
    'constructor_01h2xcejqtf2nbrexx3vqjhp41',
  ]) {
    expect(await one(id)).toEqual(hidden);
  }
});

test('only a canonical id reaches an owner', async () => {
  const id = visible('post');
  await many([id.toUpperCase(), `${id} `, id.replace('post_', 'Post_'), 'post_zzzzzzzzzzzzzzzzzzzzzzzzzz']);
  expect(questions).toEqual([]);
});

test('nodes stand in the order of the ids, one question per type', async () => {
  const [post, user, other, comment] = [
    visible('post'),
    visible('user'),
    visible('post'),
    visible('comment'),
  ];
  const hidden = newId('user');
  const { data } = await many([post, user, hidden, other, comment, post, 'nothing']);
  expect(data?.['nodes']).toEqual([
    { __typename: 'Post', id: post },
    { __typename: 'User', id: user },
    null,
    { __typename: 'Post', id: other },
    { __typename: 'Comment', id: comment },
    { __typename: 'Post', id: post },
    null,
  ]);
  expect(questions.map(({ typename, representations }) => [typename, representations.length]).sort()).toEqual(
    [
      ['Comment', 1],
      ['Post', 2],
      ['User', 2],
    ],
  );
});

test('a hundred ids are answered, more are refused', async () => {
  const ids = Array.from({ length: 100 }, () => visible('user'));
  const { data } = await many(ids);
  expect(data).toEqual({ nodes: ids.map((id) => ({ __typename: 'User', id })) });
  const refused = await many([...ids, newId('user')]);
  expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('an owner that does not answer fails its own ids and no others', async () => {
  const post = visible('post');
  const { data, errors } = await many([newId('notification'), post]);
  expect(data?.['nodes']).toEqual([null, { __typename: 'Post', id: post }]);
  expect(errors).toMatchObject([{ path: ['nodes', 0], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
});
