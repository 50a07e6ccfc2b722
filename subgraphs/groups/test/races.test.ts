import type { GroupId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { GroupsWorld } from './groups-world.ts';
import { groupsWorld } from './groups-world.ts';

let world: GroupsWorld;
let ada: UserId;
beforeAll(async () => {
  world = await groupsWorld();
  ada = await world.person();
});

/** What is counted, and what there is. */
async function counted(groupId: GroupId) {
  const { rows } = await world.db.execute<Record<string, number>>(sql`
    select member_count, request_count, invitation_count,
      (select count(*)::int from group_members m where m.group_id = id) as members,
      (select count(*)::int from join_requests r where r.group_id = id) as requests,
      (select count(*)::int from invitations i where i.group_id = id) as invitations,
      (select count(*)::int from group_members m where m.group_id = id and role = 'OWNER') as owners
    from groups where id = ${toUuid(groupId)}`);
  return rows[0];
}

/** Members as the events tell. */
async function membersTold(groupId: GroupId) {
  const members = new Set<unknown>();
  for (const { type, payload } of await world.eventsOf(groupId)) {
    const { userId } = payload as { userId: string };
    if (type === 'GroupMemberJoined') {
      expect(members.has(userId)).toBe(false);
      members.add(userId);
    }
    if (type === 'GroupMemberLeft') expect(members.delete(userId)).toBe(true);
  }
  return members.size;
}

test('whatever many do at once, the counts are what there is, and the events tell it', async () => {
  const groupId = await world.found(ada, 'PRIVATE');
  const people = await Promise.all(Array.from({ length: 12 }, () => world.person()));
  const moderator = people[0] as UserId;
  await world.join(groupId, ada, moderator, 'MODERATOR');
  const turns = people
    .slice(1)
    .flatMap((userId) => [
      () => world.mutate('joinGroup', { groupId }, userId),
      () => world.mutate('joinGroup', { groupId }, userId),
      () => world.mutate('inviteToGroup', { groupId, userId }, ada),
      () => world.mutate('answerJoinRequest', { groupId, userId, accept: true }, moderator),
      () => world.mutate('answerGroupInvitation', { groupId, accept: true }, userId),
      () => world.mutate('leaveGroup', { groupId }, userId),
      () => world.mutate('banFromGroup', { groupId, userId }, moderator),
      () => world.mutate('unbanFromGroup', { groupId, userId }, ada),
      () => world.mutate('removeGroupMember', { groupId, userId }, ada),
    ]);
  for (let round = 0; round < 3; round += 1) {
    const shuffled = turns.toSorted(() => Math.random() - 0.5);
    for (const { codes } of await Promise.all(shuffled.map((turn) => turn()))) expect(codes).toBeUndefined();
    const now = await counted(groupId);
    expect([now?.['member_count'], now?.['request_count'], now?.['invitation_count']]).toEqual([
      now?.['members'],
      now?.['requests'],
      now?.['invitations'],
    ]);
    expect(await membersTold(groupId)).toBe(now?.['members']);
  }
});

test('a hundred who join at once are a hundred', async () => {
  const groupId = await world.found(ada);
  const people = Array.from({ length: 50 }, () => newId('user'));
  await Promise.all([...people, ...people].map((userId) => world.mutate('joinGroup', { groupId }, userId)));
  expect(await counted(groupId)).toMatchObject({ member_count: 51, members: 51 });
});

test('owners who leave, step down and hand on at once always leave one', async () => {
  for (let round = 0; round < 5; round += 1) {
    const groupId = await world.found(ada);
    const owners = [ada, await world.person(), await world.person()];
    for (const owner of owners.slice(1)) await world.join(groupId, ada, owner, 'OWNER');
    const member = await world.person();
    await world.join(groupId, ada, member);
    const turns = owners.flatMap((owner, at) => [
      () => world.mutate('leaveGroup', { groupId }, owner),
      () => world.mutate('setGroupRole', { groupId, userId: owner, role: 'MEMBER' }, owner),
      () => world.mutate('transferGroupOwnership', { groupId, userId: owners[(at + 1) % 3] }, owner),
    ]);
    await Promise.all(turns.toSorted(() => Math.random() - 0.5).map((turn) => turn()));
    const now = await counted(groupId);
    expect(now?.['owners']).toBeGreaterThanOrEqual(1);
    expect(now?.['member_count']).toBe(now?.['members']);
  }
});

test('the last member leaves while another joins: either there is no group, or it has an owner', async () => {
  for (let round = 0; round < 10; round += 1) {
    const groupId = await world.found(ada);
    const bob = await world.person();
    await Promise.all([
      world.mutate('leaveGroup', { groupId }, ada),
      world.mutate('joinGroup', { groupId }, bob),
    ]);
    const now = await counted(groupId);
    if (now?.['members'] !== 0) expect(now).toMatchObject({ member_count: 2, owners: 1 });
    expect(await membersTold(groupId)).toBe(now?.['members']);
  }
});

test('no more than three are pinned by ten at once', async () => {
  const groupId = await world.found(ada);
  world.peers.posts = ({ representations }) => representations.map(() => ({ group: { id: groupId } }));
  const pins = Array.from({ length: 10 }, () =>
    world.mutate('pinGroupPost', { groupId, postId: newId('post') }, ada),
  );
  const done = (await Promise.all(pins)).filter(({ errors }) => errors.length === 0);
  expect(done).toHaveLength(3);
  expect((await world.group(groupId, ada)).pinnedPosts).toHaveLength(3);
});
