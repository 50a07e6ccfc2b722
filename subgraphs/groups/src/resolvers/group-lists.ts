import type { PageArgs } from '@ursa/pagination';
import { parsePage } from '@ursa/pagination';
import type { GroupsContext } from '../context.ts';
import type { GroupView } from '../domain/group-view.ts';
import { isReadable } from '../domain/group-view.ts';
import type { GroupRole } from '../domain/permissions.ts';
import { can } from '../domain/permissions.ts';
import { detailed, peopleKey, person } from './lists.ts';
import { memberCount } from './member-count.ts';

type MemberArgs = PageArgs & { role?: GroupRole | null | undefined };

/** Group.members: for those who may see what is in the group. */
export async function members(group: GroupView, { role, ...args }: MemberArgs, { loaders }: GroupsContext) {
  const variant = role ?? '';
  const page = parsePage(args, { list: `members:${group.id}:${variant}`, key: peopleKey });
  if (!isReadable(group)) return null;
  return detailed(await loaders.membersOfGroup.load(group.id, page, variant), page, {
    key: (row) => [row.joinedAt, row.userId],
    node: (row) => person(row.userId),
    details: ({ joinedAt, role: its }) => ({ joinedAt, role: its }),
    totalCount: variant === '' ? () => memberCount(group, loaders) : null,
  });
}

/** Group.joinRequests: for moderators. */
export async function joinRequests(group: GroupView, args: PageArgs, { loaders }: GroupsContext) {
  const page = parsePage(args, { list: `join-requests:${group.id}`, key: peopleKey });
  if (!can(group.viewerRole, 'moderate')) return null;
  return detailed(await loaders.requestsOfGroup.load(group.id, page), page, {
    key: (row) => [row.requestedAt, row.userId],
    node: (row) => person(row.userId),
    details: ({ requestedAt }) => ({ requestedAt }),
    totalCount: async () => group.requestCount - (await loaders.hiddenRequests.load(group.id)),
  });
}

/** Group.invitations: for moderators. */
export async function invitations(group: GroupView, args: PageArgs, { loaders }: GroupsContext) {
  const page = parsePage(args, { list: `invitations:${group.id}`, key: peopleKey });
  if (!can(group.viewerRole, 'moderate')) return null;
  return detailed(await loaders.invitationsOfGroup.load(group.id, page), page, {
    key: (row) => [row.invitedAt, row.userId],
    node: (row) => person(row.userId),
    details: ({ invitedAt, invitedById }) => ({ invitedAt, invitedBy: person(invitedById) }),
  });
}

/** Group.bans: for moderators. */
export async function bans(group: GroupView, args: PageArgs, { loaders }: GroupsContext) {
  const page = parsePage(args, { list: `bans:${group.id}`, key: peopleKey });
  if (!can(group.viewerRole, 'moderate')) return null;
  return detailed(await loaders.bansOfGroup.load(group.id, page), page, {
    key: (row) => [row.bannedAt, row.userId],
    node: (row) => person(row.userId),
    details: ({ bannedAt, bannedById }) => ({ bannedAt, bannedBy: person(bannedById) }),
  });
}
