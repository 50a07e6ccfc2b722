import type { Client } from './client.ts';
import { groups } from './groups.ts';
import type { LoggedIn } from './load-demo-world.ts';

const createGroup = `mutation ($input: CreateGroupInput!) { createGroup(input: $input) { group { id } errors { message } } }`;
const invite = `mutation ($input: InviteToGroupInput!) { inviteToGroup(input: $input) { errors { message } } }`;
const join = `mutation ($input: JoinGroupInput!) { joinGroup(input: $input) { errors { message } } }`;
const setRole = `mutation ($input: SetGroupRoleInput!) { setGroupRole(input: $input) { errors { message } } }`;

/** Founds the demo world's groups; who belongs to them is invited where one cannot simply join, and joins: their ids by handle. */
export async function loadGroups(
  api: Client,
  as: (username: string) => LoggedIn,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { owner, members, moderators = [], invited = [], ...input } of groups) {
    const { token } = as(owner);
    const { id: groupId } = (await api.send(createGroup, { input }, token)).createGroup.group;
    ids.set(input.handle, groupId);
    const target = (username: string) => ({ groupId, userId: as(username).id });
    for (const username of [...members, ...moderators]) {
      if (input.privacy !== 'PUBLIC') await api.send(invite, { input: target(username) }, token);
      await api.send(join, { input: { groupId } }, as(username).token);
    }
    for (const username of moderators) {
      await api.send(setRole, { input: { ...target(username), role: 'MODERATOR' } }, token);
    }
    for (const username of invited) await api.send(invite, { input: target(username) }, token);
  }
  return ids;
}
