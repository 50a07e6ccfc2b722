import type { GroupId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GroupsWorld, Role } from './groups-world.ts';
import { groupsWorld, told } from './groups-world.ts';

let world: GroupsWorld;
let ada: UserId;
beforeAll(async () => {
  world = await groupsWorld();
  ada = await world.person();
  world.peers.posts = ({ representations }) => representations.map(() => ({ group: { id: group } }));
});

/** The group that all posts are in. */
let group: GroupId;
const roles = ['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER'] as const;
const rank = (role: Role | null) =>
  role === null ? -1 : ['MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'].indexOf(role);

/** A group with one member of each role beside Ada, who owns it, and somebody outside. */
async function stage() {
  const groupId = await world.found(ada, 'PRIVATE');
  group = groupId;
  const people = {} as Record<Role | 'outside', UserId>;
  for (const role of [...roles, 'outside'] as const) {
    people[role] = await world.person();
    if (role !== 'outside') await world.join(groupId, ada, people[role], role);
  }
  return { groupId, people };
}

/** The errors of a mutation, without places; none if it worked. */
async function outcome(name: string, input: object, viewer: UserId): Promise<string> {
  const { errors } = await world.mutate(name, input, viewer, 'group { id }');
  return errors.map(({ __typename }: { __typename: string }) => __typename).join() || 'done';
}

describe.each([...roles, 'outside'] as const)('as %s', (role) => {
  const least = (needed: Role) => role !== 'outside' && rank(role) >= rank(needed);
  const expected = (needed: Role) => (least(needed) ? 'done' : 'ForbiddenError');

  test('what the table says of the group', async () => {
    const { groupId, people } = await stage();
    const me = people[role];
    const does = (name: string, input: object) => outcome(name, { groupId, ...input }, me);
    const asker = await world.person();
    await world.act('joinGroup', { groupId }, asker);
    const view = await world.group(groupId, me);
    expect([view.viewerCanRead, view.viewerCanPost, view.viewerCanModerate]).toEqual([
      least('MEMBER'),
      least('MEMBER'),
      least('MODERATOR'),
    ]);
    expect(
      [view.members, view.joinRequests, view.invitations, view.bans].map((list) => list !== null),
    ).toEqual([least('MEMBER'), least('MODERATOR'), least('MODERATOR'), least('MODERATOR')]);
    expect(await does('inviteToGroup', { userId: await world.person() })).toBe(expected('MEMBER'));
    expect(await does('answerJoinRequest', { userId: asker, accept: true })).toBe(expected('MODERATOR'));
    const postId = newId('post');
    expect(await does('pinGroupPost', { postId })).toBe(expected('MODERATOR'));
    expect(await does('unpinGroupPost', { postId })).toBe(expected('MODERATOR'));
    const stranger = await world.person();
    expect(await does('banFromGroup', { userId: stranger })).toBe(expected('MODERATOR'));
    expect(await does('unbanFromGroup', { userId: stranger })).toBe(expected('MODERATOR'));
    expect(await does('updateGroup', { name: 'New' })).toBe(expected('ADMIN'));
    expect(await does('updateGroup', { privacy: 'PUBLIC' })).toBe(expected('OWNER'));
    expect(await does('transferGroupOwnership', { userId: people.MEMBER })).toBe(
      role === 'OWNER' ? 'done' : 'ForbiddenError',
    );
  });

  test.each(['removeGroupMember', 'banFromGroup'])('%s reaches those below', async (mutation) => {
    const { groupId, people } = await stage();
    for (const other of roles.filter((one) => one !== role)) {
      const may = least('MODERATOR') && rank(role as Role) > rank(other);
      const done = await outcome(mutation, { groupId, userId: people[other] }, people[role]);
      expect(done, other).toBe(may ? 'done' : 'ForbiddenError');
      const { viewerRole } = await world.group(groupId, people[other], 'viewerRole');
      expect(viewerRole).toBe(may ? null : other);
    }
    const equal = await outcome(mutation, { groupId, userId: ada }, people[role]);
    expect(equal).toBe('ForbiddenError');
    const self = await outcome(mutation, { groupId, userId: people[role] }, people[role]);
    expect(self).not.toBe('done');
  });

  test('gives roles below its own to those below; owners give every role', async () => {
    const { groupId, people } = await stage();
    for (const other of ['ADMIN', 'MODERATOR', 'MEMBER'] as const) {
      if (other === role) continue;
      for (const wanted of [...roles].reverse()) {
        // Whoever got another role stands where they stood before.
        await world.act('setGroupRole', { groupId, userId: people[other], role: other }, ada);
        const may =
          least('ADMIN') &&
          rank(role as Role) > rank(other) &&
          (role === 'OWNER' || rank(role as Role) > rank(wanted) || wanted === other);
        const done = await outcome(
          'setGroupRole',
          { groupId, userId: people[other], role: wanted },
          people[role],
        );
        const same = least('ADMIN') && wanted === other;
        expect(done, `${other} to ${wanted}`).toBe(may || same ? 'done' : 'ForbiddenError');
        const { viewerRole } = await world.group(groupId, people[other], 'viewerRole');
        expect(viewerRole).toBe(may ? wanted : other);
        if (viewerRole === 'OWNER')
          await world.act('setGroupRole', { groupId, userId: people[other], role: 'ADMIN' }, people[other]);
      }
    }
  });
});

test('everybody may step down, nobody up', async () => {
  const { groupId, people } = await stage();
  for (const role of roles) {
    for (const wanted of roles.filter((one) => rank(one) > rank(role)))
      expect(
        await outcome('setGroupRole', { groupId, userId: people[role], role: wanted }, people[role]),
      ).toBe('ForbiddenError');
  }
  for (const role of ['OWNER', 'ADMIN', 'MODERATOR'] as const) {
    const down = { groupId, userId: people[role], role: 'MEMBER' };
    expect(await world.act('setGroupRole', down, people[role])).toMatchObject({ viewerRole: 'MEMBER' });
  }
});

test('the last owner is not demoted, by nobody and in no way', async () => {
  const groupId = await world.found(ada);
  const bob = await world.person();
  await world.join(groupId, ada, bob, 'ADMIN');
  expect(await world.refused('setGroupRole', { groupId, userId: ada, role: 'ADMIN' }, ada)).toEqual([
    'ConflictError role',
  ]);
  expect(await world.refused('setGroupRole', { groupId, userId: ada, role: 'MEMBER' }, bob)).toEqual([
    'ForbiddenError userId',
  ]);
  expect(await world.group(groupId, ada, 'viewerRole')).toEqual({ viewerRole: 'OWNER' });
});

test('ownership is handed on, and told', async () => {
  const groupId = await world.found(ada, 'SECRET');
  const bob = await world.person();
  await world.join(groupId, ada, bob);
  expect(await world.act('transferGroupOwnership', { groupId, userId: bob }, ada)).toMatchObject({
    viewerRole: 'ADMIN',
  });
  expect(await world.group(groupId, bob)).toMatchObject({ viewerRole: 'OWNER' });
  expect(told(await world.eventsOf(groupId)).slice(-2)).toEqual([
    ['GroupRoleChanged', { userId: bob, role: 'OWNER', changedById: ada }],
    ['GroupRoleChanged', { userId: ada, role: 'ADMIN', changedById: ada }],
  ]);
  expect(await world.refused('transferGroupOwnership', { groupId, userId: bob }, bob)).toEqual([
    'ValidationError userId',
  ]);
  expect(
    await world.refused('transferGroupOwnership', { groupId, userId: await world.person() }, bob),
  ).toEqual(['NotFoundError userId']);
});

test('a ban takes the member out and says so, once', async () => {
  const groupId = await world.found(ada);
  const bob = await world.person();
  await world.join(groupId, ada, bob);
  for (let time = 0; time < 2; time += 1)
    expect(await world.act('banFromGroup', { groupId, userId: bob }, ada)).toMatchObject({
      memberCount: 1,
      bans: { nodes: [{ id: bob }], edges: [{ bannedBy: { id: ada } }] },
    });
  const left = (await world.eventsOf(groupId)).filter(({ type }) => type === 'GroupMemberLeft');
  expect(told(left)).toEqual([['GroupMemberLeft', { userId: bob, banned: true }]]);
});

describe('pinned posts', () => {
  test('are at most three, latest first, of this group, for who may read it', async () => {
    group = await world.found(ada, 'PRIVATE');
    const posts = Array.from({ length: 4 }, () => newId('post'));
    for (const postId of posts.slice(0, 3)) await world.act('pinGroupPost', { groupId: group, postId }, ada);
    const latest = posts.slice(0, 3).reverse();
    const pin = (postId: unknown) => world.refused('pinGroupPost', { groupId: group, postId }, ada);
    expect(await pin(posts[3])).toEqual(['ConflictError groupId']);
    expect(await world.act('pinGroupPost', { groupId: group, postId: posts[0] }, ada)).toMatchObject({
      pinnedPosts: latest.map((id) => ({ id })),
    });
    expect(await world.group(group, await world.person())).toMatchObject({ pinnedPosts: [] });
    await world.act('unpinGroupPost', { groupId: group, postId: posts[0] }, ada);
    expect(await world.refused('unpinGroupPost', { groupId: group, postId: posts[0] }, ada)).toEqual([
      'NotFoundError postId',
    ]);
    await world.postDeleted(posts[1] as (typeof posts)[0], ada);
    expect(await world.group(group, ada)).toMatchObject({ pinnedPosts: [{ id: posts[2] }] });
  });

  test('a post elsewhere, hidden or unknown is none; and nobody pins while posts is away', async () => {
    const groupId = await world.found(ada);
    const postId = newId('post');
    const before = world.peers.posts;
    for (const answer of [null, { group: null }, { group: { id: newId('group') } }]) {
      world.peers.posts = ({ representations }) => representations.map(() => answer);
      expect(await world.refused('pinGroupPost', { groupId, postId }, ada)).toEqual(['NotFoundError postId']);
    }
    world.peers.posts = () => {
      throw new Error('away');
    };
    expect(await world.mutate('pinGroupPost', { groupId, postId }, ada)).toEqual({
      codes: ['SUBGRAPH_UNAVAILABLE'],
    });
    world.peers.posts = before;
  });
});
