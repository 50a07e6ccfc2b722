import type { UserId } from '@ursa/ids';
import type { PageArgs } from '@ursa/pagination';
import { parsePage } from '@ursa/pagination';
import type { GroupsContext } from '../context.ts';
import type { Memberships } from '../loaders/groups-of-user.ts';
import { detailed, groupsKey } from './lists.ts';

/** The groups somebody belongs to, as far as the viewer may know of them. */
export interface GroupList {
  readonly of: UserId;
  /** The list's name: its cursors fit nowhere else. */
  readonly name: 'user-groups' | 'viewer-groups';
  /** What of it the viewer may see; null: not even that there is such a list. */
  readonly memberships: () => Promise<Memberships | null>;
}

/** A page of it. */
export async function groupsPage(
  { of, name, memberships }: GroupList,
  args: PageArgs,
  { loaders }: GroupsContext,
) {
  const page = parsePage(args, { list: `${name}:${of}`, key: groupsKey });
  const which = await memberships();
  if (which === null) return null;
  return detailed(await loaders.groupsOfUser.load(of, page, which), page, {
    key: (row) => [row.joinedAt, row.groupId],
    node: (row) => loaders.groupById.load(row.groupId),
    details: ({ role, joinedAt }) => ({ role, joinedAt }),
  });
}
