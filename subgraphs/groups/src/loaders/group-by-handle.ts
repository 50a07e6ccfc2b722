import { anyOf } from '@ursa/database';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import { handleOf } from '../domain/group-fields.ts';
import type { GroupView } from '../domain/group-view.ts';
import { isVisible } from '../domain/group-view.ts';
import { readGroups } from '../domain/read-groups.ts';
import { groups } from '../tables/index.ts';

/** The group with this handle, whatever its case; null if there is none the viewer may know of. */
export function groupByHandle({ db, viewer }: RequestContext) {
  return new DataLoader<string, GroupView | null>(async (names) => {
    // Postgres takes no NUL, and no group has such a name.
    const handles = names.map(handleOf).filter((name) => /^\w{3,30}$/.test(name));
    const rows = await readGroups(
      db,
      viewer,
      sql`${anyOf(groups.handle, handles)} and ${groups.memberCount} > 0`,
    );
    const found = new Map(rows.filter(isVisible).map((row) => [row.handle, row]));
    return names.map((name) => found.get(handleOf(name)) ?? null);
  });
}
