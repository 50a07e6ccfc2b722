import type { GroupId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GroupsWorld } from './groups-world.ts';
import { groupsWorld, told } from './groups-world.ts';

let world: GroupsWorld;
let ada: UserId;
let bob: UserId;
let eve: UserId;
beforeAll(async () => {
  world = await groupsWorld();
  [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
});
const lastEvents = async (groupId: GroupId, count: number) =>
  told(await world.eventsOf(groupId)).slice(-count);

describe('joinGroup', () => {
  test('joins a public group at once, once', async () => {
    const groupId = await world.found(ada);
    for (let time = 0; time < 2; time += 1) {
      expect(await world.act('joinGroup', { groupId }, bob)).toMatchObject({
        memberCount: 2,
        viewerRole: 'MEMBER',
        viewerCanPost: true,
        viewerCanModerate: false,
        members: { totalCount: 2, nodes: [{ id: bob }, { id: ada }] },
        joinRequests: null,
        invitations: null,
        bans: null,
      });
    }
    expect(await lastEvents(groupId, 2)).toEqual([
      ['GroupMemberJoined', { userId: ada, role: 'OWNER' }],
      ['GroupMemberJoined', { userId: bob, role: 'MEMBER' }],
    ]);
  });

  test('asks to join a private group, once; those who may answer are told', async () => {
    const groupId = await world.found(ada, 'PRIVATE');
    const moderator = await world.person();
    await world.join(groupId, ada, moderator, 'MODERATOR');
    await world.join(groupId, ada, eve);
    for (let time = 0; time < 2; time += 1) {
      expect(await world.act('joinGroup', { groupId }, bob)).toMatchObject({
        memberCount: 3,
        members: null,
        viewerRole: null,
        viewerCanRead: false,
        viewerCanPost: false,
        viewerHasRequestedToJoin: true,
      });
    }
    const { joinRequests } = await world.group(groupId, moderator);
    expect(joinRequests).toEqual({ totalCount: 1, nodes: [{ id: bob }] });
    const asked = (await world.eventsOf(groupId)).filter(({ type }) => type === 'GroupJoinRequested');
    expect(told(asked)).toEqual([['GroupJoinRequested', { userId: bob, moderatorIds: [ada, moderator] }]]);
  });

  test('ten thousand may ask, not one more', async () => {
    const groupId = await world.found(ada, 'PRIVATE');
    await world.db.execute(sql`update groups set request_count = 10000 where id = ${toUuid(groupId)}`);
    expect(await world.refused('joinGroup', { groupId }, bob)).toEqual(['ConflictError groupId']);
  });

  test('a secret group is joined by invitation only', async () => {
    const groupId = await world.found(ada, 'SECRET');
    expect(await world.refused('joinGroup', { groupId }, bob)).toEqual(['NotFoundError groupId']);
    await world.act('inviteToGroup', { groupId, userId: bob }, ada);
    expect(await world.act('joinGroup', { groupId }, bob)).toMatchObject({ viewerRole: 'MEMBER' });
    expect(await lastEvents(groupId, 2)).toEqual([
      ['GroupInvitationClosed', { userId: bob, accepted: true }],
      ['GroupMemberJoined', { userId: bob, role: 'MEMBER' }],
    ]);
  });

  test.each(['PUBLIC', 'PRIVATE'] as const)(
    'who is banned from a %s group is told so much, and no more',
    async (privacy) => {
      const groupId = await world.found(ada, privacy);
      await world.act('banFromGroup', { groupId, userId: bob }, ada);
      const { errors } = await world.mutate('joinGroup', { groupId }, bob);
      expect(errors).toEqual([
        { __typename: 'ForbiddenError', message: 'You cannot join this group.', path: ['groupId'] },
      ]);
      expect(await world.group(groupId, ada)).toMatchObject({
        memberCount: 1,
        joinRequests: { totalCount: 0 },
      });
      await world.act('unbanFromGroup', { groupId, userId: bob }, ada);
      await world.act('joinGroup', { groupId }, bob);
    },
  );

  test('from a secret group a ban reads as no group', async () => {
    const groupId = await world.found(ada, 'SECRET');
    await world.join(groupId, ada, bob);
    await world.act('banFromGroup', { groupId, userId: bob }, ada);
    const never = newId('group');
    const refusal = async (id: GroupId) => world.mutate('joinGroup', { groupId: id }, bob);
    expect(await refusal(groupId)).toEqual(await refusal(never));
  });
});

describe('answerJoinRequest', () => {
  test('accepts: a member, by whom', async () => {
    const groupId = await world.found(ada, 'PRIVATE');
    await world.act('joinGroup', { groupId }, bob);
    const answer = { groupId, userId: bob, accept: true };
    for (let time = 0; time < 2; time += 1)
      expect(await world.act('answerJoinRequest', answer, ada)).toMatchObject({
        memberCount: 2,
        joinRequests: { totalCount: 0, nodes: [] },
      });
    expect(await world.group(groupId, bob)).toMatchObject({
      viewerRole: 'MEMBER',
      viewerHasRequestedToJoin: false,
    });
    expect(await lastEvents(groupId, 2)).toEqual([
      ['GroupJoinRequestClosed', { userId: bob, accepted: true, answeredById: ada }],
      ['GroupMemberJoined', { userId: bob, role: 'MEMBER' }],
    ]);
  });

  test('declines: they may ask again', async () => {
    const groupId = await world.found(ada, 'PRIVATE');
    await world.act('joinGroup', { groupId }, bob);
    await world.act('answerJoinRequest', { groupId, userId: bob, accept: false }, ada);
    expect(await world.group(groupId, bob)).toMatchObject({
      viewerRole: null,
      viewerHasRequestedToJoin: false,
    });
    expect(await lastEvents(groupId, 1)).toEqual([
      ['GroupJoinRequestClosed', { userId: bob, accepted: false, answeredById: ada }],
    ]);
    expect(await world.act('joinGroup', { groupId }, bob)).toMatchObject({ viewerHasRequestedToJoin: true });
  });

  test('there must be one', async () => {
    const groupId = await world.found(ada, 'PRIVATE');
    for (const userId of [bob, newId('user')])
      expect(await world.refused('answerJoinRequest', { groupId, userId, accept: true }, ada)).toEqual([
        'NotFoundError userId',
      ]);
  });

  test('a request outlives a change of privacy, and is granted when its maker joins by then', async () => {
    const groupId = await world.found(ada, 'PRIVATE');
    await world.act('joinGroup', { groupId }, bob);
    await world.act('updateGroup', { groupId, privacy: 'PUBLIC' }, ada);
    expect(await world.group(groupId, ada)).toMatchObject({ joinRequests: { totalCount: 1 } });
    await world.act('joinGroup', { groupId }, bob);
    expect(await world.group(groupId, ada)).toMatchObject({ joinRequests: { totalCount: 0 } });
    expect(await lastEvents(groupId, 2)).toEqual([
      ['GroupJoinRequestClosed', { userId: bob, accepted: true, answeredById: null }],
      ['GroupMemberJoined', { userId: bob, role: 'MEMBER' }],
    ]);
  });
});

describe('leaveGroup', () => {
  test('leaves, repeatably; a secret group is gone for who left it', async () => {
    const groupId = await world.found(ada, 'SECRET');
    await world.join(groupId, ada, bob);
    expect(await world.mutate('leaveGroup', { groupId }, bob)).toEqual({ group: null, errors: [] });
    expect(await world.refused('leaveGroup', { groupId }, bob)).toEqual(['NotFoundError groupId']);
    expect(await lastEvents(groupId, 1)).toEqual([['GroupMemberLeft', { userId: bob, banned: false }]]);
    const open = await world.found(ada);
    for (let time = 0; time < 2; time += 1)
      expect(await world.act('leaveGroup', { groupId: open }, bob)).toMatchObject({ memberCount: 1 });
  });

  test('takes a request back', async () => {
    const groupId = await world.found(ada, 'PRIVATE');
    await world.act('joinGroup', { groupId }, bob);
    expect(await world.act('leaveGroup', { groupId }, bob)).toMatchObject({
      viewerHasRequestedToJoin: false,
    });
    expect(await lastEvents(groupId, 1)).toEqual([
      ['GroupJoinRequestClosed', { userId: bob, accepted: false, answeredById: null }],
    ]);
  });

  test('the only owner stays while others are in; the last member takes the group along', async () => {
    const groupId = await world.found(ada, 'PRIVATE', { handle: 'mortal_1' });
    await world.join(groupId, ada, bob, 'ADMIN');
    expect(await world.refused('leaveGroup', { groupId }, ada)).toEqual(['ConflictError groupId']);
    await world.act('leaveGroup', { groupId }, bob);
    await world.act('joinGroup', { groupId }, bob);
    await world.act('inviteToGroup', { groupId, userId: eve }, ada);
    expect(await world.mutate('leaveGroup', { groupId }, ada)).toEqual({ group: null, errors: [] });
    for (const viewer of [ada, bob, eve, null]) expect(await world.group(groupId, viewer)).toBeNull();
    expect(await lastEvents(groupId, 4)).toEqual([
      ['GroupJoinRequestClosed', { userId: bob, accepted: false, answeredById: null }],
      ['GroupInvitationClosed', { userId: eve, accepted: false }],
      [
        'GroupChanged',
        { handle: 'mortal_1', name: 'A group', description: '', privacy: 'SECRET', avatarId: null },
      ],
      ['GroupMemberLeft', { userId: ada, banned: false }],
    ]);
    await world.found(bob, 'PUBLIC', { handle: 'mortal_1' });
  });

  test('with another owner, an owner leaves like everybody', async () => {
    const groupId = await world.found(ada);
    await world.join(groupId, ada, bob, 'OWNER');
    expect(await world.act('leaveGroup', { groupId }, ada)).toMatchObject({ viewerRole: null });
    expect(await world.refused('setGroupRole', { groupId, userId: bob, role: 'ADMIN' }, bob)).toEqual([
      'ConflictError role',
    ]);
  });
});

describe('invitations', () => {
  test('open a secret group to look at, and to join, until they are answered', async () => {
    const groupId = await world.found(ada, 'SECRET', { rules: 'Be kind' });
    await world.join(groupId, ada, eve);
    const invite = { groupId, userId: bob };
    await world.act('inviteToGroup', invite, eve);
    expect(await world.act('inviteToGroup', invite, ada)).toMatchObject({
      invitations: { nodes: [{ id: bob }], edges: [{ invitedBy: { id: eve } }] },
    });
    expect(await world.group(groupId, bob)).toMatchObject({
      rules: 'Be kind',
      memberCount: 2,
      members: null,
      viewerCanRead: false,
      viewerIsInvited: true,
    });
    const query = `groupInvitations { nodes { id } edges { invitedBy { id } } }`;
    const id = bob.replace('user_', 'viewer_');
    expect(await world.entity('Viewer', id, query, bob)).toEqual({
      groupInvitations: { nodes: [{ id: groupId }], edges: [{ invitedBy: { id: eve } }] },
    });
    expect(await world.entity('Viewer', id, query, eve)).toEqual({ groupInvitations: null });

    const answer = { groupId, accept: false };
    expect(await world.mutate('answerGroupInvitation', answer, bob)).toEqual({ group: null, errors: [] });
    expect(await world.group(groupId, bob)).toBeNull();
    expect(await world.entity('Viewer', id, query, bob)).toEqual({
      groupInvitations: { nodes: [], edges: [] },
    });
    expect(await world.refused('answerGroupInvitation', { groupId, accept: true }, bob)).toEqual([
      'NotFoundError groupId',
    ]);
    expect(await lastEvents(groupId, 2)).toEqual([
      ['GroupInvited', { userId: bob, invitedById: eve }],
      ['GroupInvitationClosed', { userId: bob, accepted: false }],
    ]);
  });

  test('are taken up once', async () => {
    const groupId = await world.found(ada, 'PRIVATE');
    await world.act('inviteToGroup', { groupId, userId: bob }, ada);
    for (let time = 0; time < 2; time += 1)
      expect(await world.act('answerGroupInvitation', { groupId, accept: true }, bob)).toMatchObject({
        memberCount: 2,
        viewerRole: 'MEMBER',
      });
  });

  test('nobody is invited by a stranger, nor a member, somebody banned, hidden or unknown', async () => {
    const groupId = await world.found(ada);
    await world.join(groupId, ada, bob);
    const [banned, blocked] = [await world.person(), await world.person()];
    await world.act('banFromGroup', { groupId, userId: banned }, ada);
    await world.block(blocked, ada);
    const refusal = (userId: UserId, viewer = ada) =>
      world.refused('inviteToGroup', { groupId, userId }, viewer);
    expect(await refusal(banned, eve)).toEqual(['ForbiddenError groupId']);
    expect(await refusal(bob)).toEqual(['ConflictError userId']);
    expect(await refusal(banned)).toEqual(['ForbiddenError userId']);
    const [hidden, unknown] = await Promise.all(
      [blocked, newId('user')].map((userId) => world.mutate('inviteToGroup', { groupId, userId }, ada)),
    );
    expect(hidden).toEqual(unknown);
    expect(hidden).toMatchObject({ errors: [{ __typename: 'NotFoundError', path: ['userId'] }] });
  });

  test('are taken back by moderators and by whoever sent them, and end with a ban', async () => {
    const groupId = await world.found(ada, 'SECRET');
    await world.join(groupId, ada, eve);
    const other = await world.person();
    await world.join(groupId, ada, other);
    const target = { groupId, userId: bob };
    await world.act('inviteToGroup', target, eve);
    expect(await world.refused('removeGroupMember', target, other)).toEqual(['ForbiddenError groupId']);
    await world.act('removeGroupMember', target, eve);
    expect(await world.group(groupId, bob)).toBeNull();
    await world.act('inviteToGroup', target, eve);
    await world.act('removeGroupMember', target, ada);
    expect(await world.group(groupId, bob)).toBeNull();
    await world.act('inviteToGroup', target, eve);
    await world.act('banFromGroup', target, ada);
    expect(await world.group(groupId, bob)).toBeNull();
  });

  test('mean nothing while a block stands between the two', async () => {
    const groupId = await world.found(ada, 'SECRET');
    const [host, guest] = [await world.person(), await world.person()];
    await world.join(groupId, ada, host);
    await world.act('inviteToGroup', { groupId, userId: guest }, host);
    await world.block(guest, host);
    expect(await world.group(groupId, guest)).toBeNull();
    expect(await world.refused('joinGroup', { groupId }, guest)).toEqual(['NotFoundError groupId']);
    // Somebody else may invite them again.
    await world.act('inviteToGroup', { groupId, userId: guest }, ada);
    expect(await world.act('joinGroup', { groupId }, guest)).toMatchObject({ viewerRole: 'MEMBER' });
  });

  test('a thousand may wait, not one more', async () => {
    const groupId = await world.found(ada);
    await world.db.execute(sql`update groups set invitation_count = 1000 where id = ${toUuid(groupId)}`);
    expect(await world.refused('inviteToGroup', { groupId, userId: bob }, ada)).toEqual([
      'ConflictError groupId',
    ]);
  });
});
