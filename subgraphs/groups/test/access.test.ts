import type { GroupId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GroupsWorld, Privacy } from './groups-world.ts';
import { fields, groupsWorld } from './groups-world.ts';

let world: GroupsWorld;
let ada: UserId;
beforeAll(async () => {
  world = await groupsWorld();
  ada = await world.person();
});

/** Whoever looks, by what they are to a group. */
const lookers = ['nobody', 'stranger', 'asker', 'invited', 'banned', 'former', 'member'] as const;
type Looker = (typeof lookers)[number];

async function stage(privacy: Privacy) {
  const groupId = await world.found(ada, 'PUBLIC');
  const people = { nobody: null } as Record<Looker, UserId | null>;
  for (const looker of lookers.filter((one) => one !== 'nobody')) people[looker] = await world.person();
  const { asker, invited, banned, former, member } = people as Record<Looker, UserId>;
  for (const userId of [banned, former, member]) await world.join(groupId, ada, userId);
  await world.act('leaveGroup', { groupId }, former);
  await world.act('banFromGroup', { groupId, userId: banned }, ada);
  await world.act('inviteToGroup', { groupId, userId: invited }, ada);
  await world.act('updateGroup', { groupId, privacy: 'PRIVATE' }, ada);
  await world.act('joinGroup', { groupId }, asker);
  if (privacy !== 'PRIVATE') await world.act('updateGroup', { groupId, privacy }, ada);
  return { groupId, people };
}

/** Every way to a group; the id of somebody who is a member, for mutations on one. */
const waysTo = (viewer: UserId | null, memberId: UserId) => {
  const mutation =
    (name: string, input: object = {}) =>
    (groupId: GroupId) =>
      world.mutate(name, { groupId, ...input }, viewer);
  return {
    group: (id: GroupId) => world.group(id, viewer),
    entity: (id: GroupId) => world.entity('Group', id, fields, viewer),
    updateGroup: mutation('updateGroup', { name: 'Mine' }),
    answerJoinRequest: mutation('answerJoinRequest', { userId: memberId, accept: true }),
    setGroupRole: mutation('setGroupRole', { userId: memberId, role: 'OWNER' }),
    transferGroupOwnership: mutation('transferGroupOwnership', { userId: memberId }),
    removeGroupMember: mutation('removeGroupMember', { userId: memberId }),
    banFromGroup: mutation('banFromGroup', { userId: memberId }),
    unbanFromGroup: mutation('unbanFromGroup', { userId: memberId }),
    inviteToGroup: mutation('inviteToGroup', { userId: memberId }),
    answerGroupInvitation: mutation('answerGroupInvitation', { accept: false }),
    pinGroupPost: mutation('pinGroupPost', { postId: newId('post') }),
    unpinGroupPost: mutation('unpinGroupPost', { postId: newId('post') }),
    leaveGroup: mutation('leaveGroup'),
    joinGroup: mutation('joinGroup'),
  };
};

describe.each(['PUBLIC', 'PRIVATE', 'SECRET'] as const)('a %s group', (privacy) => {
  test.each(lookers)('is for %s what the rules say, by every way in', async (looker) => {
    const { groupId, people } = await stage(privacy);
    const viewer = people[looker];
    const exists = privacy !== 'SECRET' || looker === 'invited' || looker === 'member';
    const opens = privacy === 'PUBLIC' || looker === 'member';
    const never = newId('group');
    const look = async (way: (id: GroupId) => Promise<unknown>, id: GroupId) =>
      JSON.stringify(await way(id)).replaceAll(id, '<id>');
    for (const [name, way] of Object.entries(waysTo(viewer, people.member as UserId))) {
      const [seen, nothing] = [await look(way, groupId), await look(way, never)];
      if (!exists) expect(seen, name).toBe(nothing);
      else if (name === 'group') expect(seen, name).not.toBe(nothing);
      if (exists && name === 'group') {
        const view = JSON.parse(seen);
        expect([view.viewerCanRead, view.members !== null]).toEqual([opens, opens]);
        expect([view.joinRequests, view.invitations, view.bans]).toEqual([null, null, null]);
      }
    }
  });

  test('is found by its handle by those who may know of it', async () => {
    const { groupId, people } = await stage(privacy);
    const { handle } = await world.group(groupId, ada);
    for (const looker of lookers) {
      const query = 'query ($handle: String!) { groupByHandle(handle: $handle) { id } }';
      const { groupByHandle } = await world.ask(query, { handle }, people[looker]);
      const exists = privacy !== 'SECRET' || looker === 'invited' || looker === 'member';
      expect(groupByHandle, looker).toEqual(exists ? { id: groupId } : null);
    }
  });

  test("is in a member's list for those who may know of that", async () => {
    const { groupId, people } = await stage(privacy);
    for (const looker of lookers) {
      const seen = await world.entity(
        'User',
        people.member as UserId,
        'groups { nodes { id } }',
        people[looker],
      );
      const listed = privacy === 'PUBLIC' || looker === 'member';
      expect(seen.groups.nodes, looker).toEqual(listed ? [{ id: groupId }] : []);
    }
  });
});

test('opens and closes at once with its privacy', async () => {
  const groupId = await world.found(ada, 'SECRET');
  const open = () => world.entity('Group', groupId, 'viewerCanRead', null);
  expect(await open()).toBeNull();
  await world.act('updateGroup', { groupId, privacy: 'PUBLIC' }, ada);
  expect(await open()).toEqual({ viewerCanRead: true });
  await world.act('updateGroup', { groupId, privacy: 'PRIVATE' }, ada);
  expect(await open()).toEqual({ viewerCanRead: false });
});

describe('people who block each other', () => {
  test.each([
    ['blocks', true],
    ['is blocked', false],
  ])('are not there for each other: the viewer %s', async (_, blocks) => {
    const [bob, eve, outsider] = [await world.person(), await world.person(), await world.person()];
    const groupId = await world.found(ada, 'PRIVATE');
    await world.join(groupId, ada, bob, 'MODERATOR');
    await world.join(groupId, ada, eve);
    await world.act('joinGroup', { groupId }, outsider);
    for (const other of [eve, outsider]) await (blocks ? world.block(bob, other) : world.block(other, bob));

    expect(await world.group(groupId, bob)).toMatchObject({
      memberCount: 2,
      members: { totalCount: 2, nodes: [{ id: bob }, { id: ada }] },
      joinRequests: { totalCount: 0, nodes: [] },
    });
    expect(await world.group(groupId, eve)).toMatchObject({ memberCount: 2 });
    expect(await world.group(groupId, ada)).toMatchObject({
      memberCount: 3,
      members: { totalCount: 3 },
      joinRequests: { totalCount: 1 },
    });
    // A mutation on a hidden person answers as for somebody who never was.
    const never = newId('user');
    const mutations = {
      removeGroupMember: {},
      banFromGroup: {},
      unbanFromGroup: {},
      inviteToGroup: {},
      answerJoinRequest: { accept: true },
      setGroupRole: { role: 'MEMBER' },
      transferGroupOwnership: {},
    };
    for (const [name, input] of Object.entries(mutations)) {
      const answers = [eve, outsider, never].map((userId) =>
        world.mutate(name, { groupId, userId, ...input }, bob),
      );
      const [first, second, third] = await Promise.all(answers);
      expect([first, second], name).toEqual([third, third]);
      expect(third.errors, name).toMatchObject([{ __typename: 'NotFoundError', path: ['userId'] }]);
    }
    expect(await world.entity('User', eve, 'groups { nodes { id } }', bob)).toEqual({ groups: null });
  });
});

test("a private account's groups are for its followers, and for those who share them", async () => {
  const [zoe, fan, stranger] = [await world.person(), await world.person(), await world.person()];
  const [open, shared] = [await world.found(ada), await world.found(ada, 'PRIVATE')];
  await world.join(open, ada, zoe);
  await world.join(shared, ada, zoe);
  await world.follow(fan, zoe);
  await world.goPrivate(zoe);
  world.peers.profiles = ({ representations, viewer }) =>
    representations.map(() => ({ isPrivate: true, viewerIsFollowing: viewer === fan }));
  const seen = async (viewer: UserId | null) =>
    (await world.entity('User', zoe, 'groups { nodes { id } }', viewer)).groups.nodes;
  expect(await seen(zoe)).toEqual([{ id: shared }, { id: open }]);
  expect(await seen(fan)).toEqual([{ id: open }]);
  expect(await seen(stranger)).toEqual([]);
  await world.join(shared, ada, stranger);
  expect(await seen(stranger)).toEqual([{ id: shared }]);
  world.reset();
});

test('a malformed id is a clear error; a handle that nobody can have is nothing', async () => {
  for (const id of ['group_1', newId('post'), ''])
    expect(await world.ask('query ($id: ID!) { group(id: $id) { id } }', { id }, null)).toEqual({
      codes: ['BAD_USER_INPUT'],
    });
  for (const handle of ['', 'x'.repeat(100_000), 'a\u0000b', "' or 1=1 --"])
    expect(
      await world.ask('query ($handle: String!) { groupByHandle(handle: $handle) { id } }', { handle }, null),
    ).toEqual({ groupByHandle: null });
});
