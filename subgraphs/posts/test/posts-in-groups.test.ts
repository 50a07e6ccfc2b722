import { GroupChanged, GroupMemberLeft } from '@ursa/events/contracts';
import { newId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

const inGroup = 'post { id visibility group { id } }';
const list = 'posts { totalCount nodes { id body } }';

test('a member publishes in a group: members see it there and by itself, others nowhere', async () => {
  const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
  const groupId = await world.group('PRIVATE', ada, bob);
  const { post, errors } = await world.mutate('createPost', { body: 'Hi', groupId }, ada, inGroup);
  expect(errors).toEqual([]);
  expect(post).toMatchObject({ visibility: 'PUBLIC', group: { id: groupId } });
  expect((await world.emitted()).at(-1)).toMatchObject({ type: 'PostCreated', payload: { groupId } });
  for (const viewer of [ada, bob]) {
    expect(await world.post(post.id, viewer)).toMatchObject({ id: post.id });
    const [group] = await world.entities('Group', [{ id: groupId }], list, viewer);
    expect(group.posts).toEqual({ totalCount: 1, nodes: [{ id: post.id, body: 'Hi' }] });
  }
  for (const viewer of [eve, null]) {
    expect(await world.post(post.id, viewer)).toBeNull();
    expect(await world.entities('Group', [{ id: groupId }], list, viewer)).toEqual([{ posts: null }]);
  }
  expect((await world.postsOf(ada, ada)).totalCount).toBe(0);
});

test('only members may post; a group that is hidden is none; the group decides who sees', async () => {
  const [ada, eve] = [await world.person(), await world.person()];
  const [open, secret] = [await world.group('PUBLIC', ada), await world.group('SECRET', ada)];
  const post = async (groupId: string, viewer = eve, rest = {}) =>
    (await world.mutate('createPost', { body: 'Hi', groupId, ...rest }, viewer)).errors;
  expect(await post(open)).toMatchObject([{ __typename: 'ForbiddenError', path: ['groupId'] }]);
  expect(await post(secret)).toMatchObject([{ __typename: 'NotFoundError', path: ['groupId'] }]);
  expect(await post(secret)).toEqual(await post(newId('group')));
  expect(await post('group_1')).toMatchObject([{ __typename: 'ValidationError', path: ['groupId'] }]);
  expect(await post(open, ada, { visibility: 'PRIVATE' })).toMatchObject([
    { __typename: 'ValidationError', path: ['visibility'] },
  ]);
});

test('posts follow their group when it closes, and when somebody leaves', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const groupId = await world.group('PUBLIC', ada, bob);
  const { post } = await world.mutate('createPost', { body: 'Hi', groupId }, ada);
  expect(await world.post(post.id, null)).toMatchObject({ id: post.id });
  world.peers.groups = ({ representations }) => representations.map(() => null);
  const group = { groupId, handle: 'group', name: 'Group', description: '', privacy: 'PRIVATE' } as const;
  await world.receive(GroupChanged.create(groupId, group));
  expect(await world.post(post.id, null)).toBeNull();
  expect(await world.post(post.id, bob)).toMatchObject({ id: post.id });
  await world.receive(GroupMemberLeft.create(groupId, { groupId, userId: bob, banned: false }));
  expect(await world.post(post.id, bob)).toBeNull();
  expect(await world.post(post.id, ada)).toMatchObject({ id: post.id });
});

test('a block hides posts in a common group, from the list and its count too', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const groupId = await world.group('PUBLIC', ada, bob);
  const { post } = await world.mutate('createPost', { body: 'Hi', groupId }, ada);
  const own = await world.mutate('createPost', { body: 'Mine', groupId }, bob);
  await world.block(ada, bob);
  expect(await world.post(post.id, bob)).toBeNull();
  const [group] = await world.entities('Group', [{ id: groupId }], list, bob);
  expect(group.posts).toEqual({ totalCount: 1, nodes: [{ id: own.post.id, body: 'Mine' }] });
  const [all] = await world.entities('Group', [{ id: groupId }], 'posts(first: 1) { totalCount }', null);
  expect(all.posts.totalCount).toBe(2);
});
