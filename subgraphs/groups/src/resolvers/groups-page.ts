import type { UserId } from '@ursa/ids';
import type { PageArgs } from '@ursa/pagination';
import { parsePage } from '@ursa/pagination';
import type { GroupsContext } from '../context.ts';
import type { Memberships } from '../loaders/groups-of-user.ts';
import { detailed, groupsKey } from './lists.ts';

/** A page of the groups somebody belongs to, as far as the viewer may know of them. */
export async function groupsPage(
  userId: UserId,
  which: () => Promise<Memberships | null>,
  args: PageArgs,
  { loaders }: GroupsContext,
) {
  const page = parsePage(args, { list: `groups:${userId}`, key: groupsKey });
  const memberships = await which();
  if (memberships === null) return null;
  return detailed(await loaders.groupsOfUser.load(userId, page, memberships), page, {
    key: (row) => [row.joinedAt, row.groupId],
    node: (row) => loaders.groupById.load(row.groupId),
    details: ({ role, joinedAt }) => ({ role, joinedAt }),
  });
}
