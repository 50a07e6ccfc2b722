import { randomBytes } from 'node:crypto';
import type { Person } from './person.ts';

export type GroupPrivacy = 'PUBLIC' | 'PRIVATE' | 'SECRET';

/** A handle that no other test has. */
export const freshHandle = () => `group_${randomBytes(6).toString('hex')}`;

/** Founds a group, and makes these people members whatever its privacy. */
export async function foundGroup(
  owner: Person,
  { privacy = 'PUBLIC', handle = freshHandle(), members = [] }: Founding = {},
): Promise<string> {
  const input = { handle, name: 'A group', privacy };
  const groupId: string = (await owner.act('createGroup', input, 'group { id }')).group.id;
  for (const member of members) {
    await invite(owner, groupId, member);
    await member.act('answerGroupInvitation', { groupId, accept: true });
  }
  return groupId;
}

interface Founding {
  readonly privacy?: GroupPrivacy;
  readonly handle?: string;
  readonly members?: readonly Person[];
}

/** Invites somebody to a group. */
export const invite = (host: Person, groupId: string, { id: userId }: Person) =>
  host.act('inviteToGroup', { groupId, userId });

/** Publishes a post in a group. */
export async function postIn(groupId: string, author: Person): Promise<string> {
  return (await author.act('createPost', { body: 'To all of you', groupId }, 'post { id }')).post.id;
}
