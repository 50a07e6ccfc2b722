import { hiddenPeople } from '@ursa/audience';
import type { GroupId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { groupMembers, joinRequests } from '../tables/index.ts';

/** How many of a group's members, or of those who ask to join it, are hidden from the viewer; one statement for all. */
export function hiddenPeopleIn(
  { db, viewer }: RequestContext,
  table: typeof groupMembers | typeof joinRequests,
) {
  return new DataLoader<GroupId, number>(async (ids) => {
    if (viewer === null) return ids.map(() => 0);
    const { rows } = await db.execute<{ group_id: string; people: number }>(sql`
      select those.group_id, count(*)::int as people
      from ${hiddenPeople(viewer)} as hidden
      join ${table} as those on those.user_id = hidden.user_id
      where those.group_id = any(${sql.param(ids.map(toUuid))}::uuid[])
      group by those.group_id
    `);
    const found = new Map(rows.map((row) => [fromUuid('group', row.group_id), row.people]));
    return ids.map((id) => found.get(id) ?? 0);
  });
}
