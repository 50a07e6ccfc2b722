import { anyOf } from '@ursa/database';
import type { GroupId, PostId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { desc } from 'drizzle-orm';
import { pinnedPosts } from '../tables/index.ts';

/** The posts pinned to groups, at most three each, latest first; for groups the viewer may read. */
export function pinsOfGroup({ db }: RequestContext) {
  return new DataLoader<GroupId, PostId[]>(async (ids) => {
    const rows = await db
      .select()
      .from(pinnedPosts)
      .where(anyOf(pinnedPosts.groupId, ids))
      .orderBy(desc(pinnedPosts.pinnedAt), desc(pinnedPosts.postId));
    const pins = Map.groupBy(rows, (row) => row.groupId);
    return ids.map((id) => (pins.get(id) ?? []).map((row) => row.postId));
  });
}
