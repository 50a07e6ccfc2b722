import { notBlocked } from '@ursa/audience';
import type { GroupId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import { and, eq } from 'drizzle-orm';
import type { GroupRole } from '../domain/permissions.ts';
import type { BanRow, InvitationRow, JoinRequestRow, MemberRow } from '../tables/index.ts';
import { bans, groupMembers, invitations, joinRequests } from '../tables/index.ts';

// The lists of people of a group, latest first, without those hidden from the viewer. Who may read which list is the
// resolver's to ask.

/** Members; the variant of a page is the one role to list, or empty for all. */
export function membersOfGroup({ db, viewer }: RequestContext) {
  return pageLoader<GroupId, MemberRow>((parents, page, role) =>
    pagesOf(
      db,
      {
        from: groupMembers,
        parent: groupMembers.groupId,
        parents,
        where: and(
          role === '' ? undefined : eq(groupMembers.role, role as GroupRole),
          notBlocked(viewer, groupMembers.userId),
        ),
        orderBy: [groupMembers.joinedAt, groupMembers.userId],
        direction: 'desc',
      },
      page,
    ),
  );
}

/** Who asks to join. */
export function requestsOfGroup({ db, viewer }: RequestContext) {
  return pageLoader<GroupId, JoinRequestRow>((parents, page) =>
    pagesOf(
      db,
      {
        from: joinRequests,
        parent: joinRequests.groupId,
        parents,
        where: notBlocked(viewer, joinRequests.userId),
        orderBy: [joinRequests.requestedAt, joinRequests.userId],
        direction: 'desc',
      },
      page,
    ),
  );
}

/** Who is invited. */
export function invitationsOfGroup({ db, viewer }: RequestContext) {
  return pageLoader<GroupId, InvitationRow>((parents, page) =>
    pagesOf(
      db,
      {
        from: invitations,
        parent: invitations.groupId,
        parents,
        where: notBlocked(viewer, invitations.userId),
        orderBy: [invitations.invitedAt, invitations.userId],
        direction: 'desc',
      },
      page,
    ),
  );
}

/** Who is kept out. */
export function bansOfGroup({ db, viewer }: RequestContext) {
  return pageLoader<GroupId, BanRow>((parents, page) =>
    pagesOf(
      db,
      {
        from: bans,
        parent: bans.groupId,
        parents,
        where: notBlocked(viewer, bans.userId),
        orderBy: [bans.bannedAt, bans.userId],
        direction: 'desc',
      },
      page,
    ),
  );
}
