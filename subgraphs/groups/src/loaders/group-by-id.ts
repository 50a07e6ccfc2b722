import { anyOf } from '@ursa/database';
import type { GroupId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import type { GroupView } from '../domain/group-view.ts';
import { isVisible } from '../domain/group-view.ts';
import { readGroups } from '../domain/read-groups.ts';
import { groups } from '../tables/index.ts';

/** The group with this id, as the viewer stands towards it; null if there is none they may know of. */
export function groupById({ db, viewer }: RequestContext) {
  return new DataLoader<GroupId, GroupView | null>(async (ids) => {
    const rows = await readGroups(db, viewer, anyOf(groups.id, ids));
    const found = new Map(rows.filter(isVisible).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
