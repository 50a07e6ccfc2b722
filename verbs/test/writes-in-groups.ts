import { expect } from 'vitest';
import { foundGroup, freshHandle, invite, postIn } from './world/groups.ts';
import type { Person } from './world/person.ts';
import { ids, tells } from './world/tells.ts';

const ofGroup = (field: string) => `query ($id: ID!) { group(id: $id) { ${field} } }`;

/** The mutations of groups: each a write of Ada's, and what her next query has to show. */
export const writesInGroups: Record<string, (stage: { ada: Person; bob: Person }) => Promise<void>> = {
  answerGroupInvitation: async ({ ada, bob }) => {
    const id = await foundGroup(bob, { privacy: 'SECRET' });
    await invite(bob, id, ada);
    expect(await ids(ada, 'groupInvitations')).toEqual([id]);
    await ada.act('answerGroupInvitation', { groupId: id, accept: true });
    expect(await ids(ada, 'groupInvitations')).toEqual([]);
    expect(await tells(ada, ofGroup('viewerRole'), { id })).toBe('MEMBER');
    expect(await ids(ada, 'groups')).toEqual([id]);
  },
  answerJoinRequest: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { privacy: 'PRIVATE' });
    await bob.act('joinGroup', { groupId: id });
    expect(await tells(ada, ofGroup('joinRequests { nodes { id } }'), { id })).toEqual([{ id: bob.id }]);
    await ada.act('answerJoinRequest', { groupId: id, userId: bob.id, accept: true });
    expect(await tells(ada, ofGroup('joinRequests { totalCount }'), { id })).toBe(0);
    expect(await tells(ada, ofGroup('memberCount'), { id })).toBe(2);
  },
  banFromGroup: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { members: [bob] });
    await ada.act('banFromGroup', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('bans { nodes { id } }'), { id })).toEqual([{ id: bob.id }]);
    expect(await tells(ada, ofGroup('memberCount'), { id })).toBe(1);
  },
  createGroup: async ({ ada }) => {
    for (const privacy of ['PUBLIC', 'PRIVATE', 'SECRET'] as const) {
      const handle = freshHandle();
      const id = await foundGroup(ada, { privacy, handle });
      const byHandle = 'query ($handle: String!) { groupByHandle(handle: $handle) { id } }';
      expect(await tells(ada, byHandle, { handle })).toBe(id);
      expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id })).toBe(id);
      expect(await tells(ada, ofGroup('viewerRole'), { id })).toBe('OWNER');
    }
    expect(await ids(ada, 'groups')).toHaveLength(3);
    expect(await tells(ada, '{ viewer { user { groups { nodes { id } } } } }')).toHaveLength(3);
  },
  inviteToGroup: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { privacy: 'SECRET' });
    await ada.act('inviteToGroup', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('invitations { nodes { id } }'), { id })).toEqual([{ id: bob.id }]);
  },
  joinGroup: async ({ ada, bob }) => {
    const [open, shut] = [await foundGroup(bob), await foundGroup(bob, { privacy: 'PRIVATE' })];
    for (const groupId of [open, shut]) await ada.act('joinGroup', { groupId });
    expect(await tells(ada, ofGroup('viewerCanPost'), { id: open })).toBe(true);
    expect(await tells(ada, ofGroup('members(first: 1) { nodes { id } }'), { id: open })).toEqual([
      { id: ada.id },
    ]);
    expect(await tells(ada, ofGroup('viewerHasRequestedToJoin'), { id: shut })).toBe(true);
    expect(await ids(ada, 'groups')).toEqual([open]);
    expect(await postIn(open, ada)).toMatch(/^post_/);
  },
  leaveGroup: async ({ ada, bob }) => {
    const id = await foundGroup(bob, { privacy: 'SECRET', members: [ada] });
    await ada.act('leaveGroup', { groupId: id });
    expect(await tells(ada, ofGroup('id'), { id })).toBeNull();
    expect(await ids(ada, 'groups')).toEqual([]);
  },
  pinGroupPost: async ({ ada }) => {
    const id = await foundGroup(ada, { privacy: 'PRIVATE' });
    const postId = await postIn(id, ada);
    await ada.act('pinGroupPost', { groupId: id, postId });
    expect(await tells(ada, ofGroup('pinnedPosts { body }'), { id })).toEqual([{ body: 'To all of you' }]);
  },
  removeGroupMember: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { members: [bob] });
    await ada.act('removeGroupMember', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('members { nodes { id } }'), { id })).toEqual([{ id: ada.id }]);
  },
  setGroupRole: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { members: [bob] });
    await ada.act('setGroupRole', { groupId: id, userId: bob.id, role: 'MODERATOR' });
    expect(await tells(ada, ofGroup('members { edges { role } }'), { id })).toEqual([
      { role: 'MODERATOR' },
      { role: 'OWNER' },
    ]);
  },
  transferGroupOwnership: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { members: [bob] });
    await ada.act('transferGroupOwnership', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('viewerRole'), { id })).toBe('ADMIN');
    expect(await tells(ada, ofGroup('members(role: OWNER) { nodes { id } }'), { id })).toEqual([
      { id: bob.id },
    ]);
  },
  unbanFromGroup: async ({ ada, bob }) => {
    const id = await foundGroup(ada);
    await ada.act('banFromGroup', { groupId: id, userId: bob.id });
    await ada.act('unbanFromGroup', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('bans { nodes { id } }'), { id })).toEqual([]);
  },
  unpinGroupPost: async ({ ada }) => {
    const id = await foundGroup(ada);
    const postId = await postIn(id, ada);
    await ada.act('pinGroupPost', { groupId: id, postId });
    await ada.act('unpinGroupPost', { groupId: id, postId });
    expect(await tells(ada, ofGroup('pinnedPosts { id }'), { id })).toEqual([]);
  },
  updateGroup: async ({ ada }) => {
    const id = await foundGroup(ada);
    const handle = freshHandle();
    await ada.act('updateGroup', { groupId: id, handle, name: 'Renamed', privacy: 'SECRET' });
    const { data } = await ada.ask(ofGroup('handle name privacy'), { id });
    expect(data.group).toEqual({ handle, name: 'Renamed', privacy: 'SECRET' });
  },
};
