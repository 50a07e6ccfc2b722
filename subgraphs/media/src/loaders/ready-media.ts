import { anyOf } from '@ursa/database';
import type { MediaId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and, eq } from 'drizzle-orm';
import type { MediaRow } from '../tables/index.ts';
import { media } from '../tables/index.ts';

/** What is READY, for a viewer of whom it is known otherwise that they may see it. */
export function readyMedia({ db }: RequestContext) {
  return new DataLoader<MediaId, MediaRow | null>(async (ids) => {
    const rows = await db
      .select()
      .from(media)
      .where(and(anyOf(media.id, ids), eq(media.status, 'READY')));
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
