import { notBlocked } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import { sql } from 'drizzle-orm';
import type { InvitationRow, MemberRow } from '../tables/index.ts';
import { groupMembers, groups, invitations } from '../tables/index.ts';

/** Which memberships of a person to list: all of them, those in groups shared with the viewer, or public ones too. */
export type Memberships = 'all' | 'shared' | 'shared or public';

/** The groups people belong to, last joined first. */
export function groupsOfUser({ db, viewer }: RequestContext) {
  const isPublic = sql`exists (
    select 1 from ${groups} as their where their.id = ${groupMembers.groupId} and their.privacy = 'PUBLIC'
  )`;
  const isShared = sql`exists (
    select 1 from ${groupMembers} as mine
    where mine.group_id = ${groupMembers.groupId} and mine.user_id = ${viewer && toUuid(viewer)}::uuid
  )`;
  const conditions = {
    all: undefined,
    shared: isShared,
    'shared or public': sql`(${isPublic} or ${isShared})`,
  };
  return pageLoader<UserId, MemberRow>((parents, page, which) =>
    pagesOf(
      db,
      {
        from: groupMembers,
        parent: groupMembers.userId,
        parents,
        where: conditions[which as Memberships],
        orderBy: [groupMembers.joinedAt, groupMembers.groupId],
        direction: 'desc',
      },
      page,
    ),
  );
}

/** The invitations that the viewer got, latest first, without those of people hidden from them. */
export function invitationsOfUser({ db, viewer }: RequestContext) {
  return pageLoader<UserId, InvitationRow>((parents, page) =>
    pagesOf(
      db,
      {
        from: invitations,
        parent: invitations.userId,
        parents,
        where: notBlocked(viewer, invitations.invitedById),
        orderBy: [invitations.invitedAt, invitations.groupId],
        direction: 'desc',
      },
      page,
    ),
  );
}
