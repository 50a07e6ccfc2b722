import type { Tx } from '@ursa/database';
import { anyOf } from '@ursa/database';
import type { MediaId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { asc, sql } from 'drizzle-orm';
import { media } from '../tables/index.ts';
import { unusedMs } from './lifetimes.ts';

/**
 * Keeps whether these media are shown anywhere, after what shows them changed in the same transaction: what nothing
 * shows is removed after a while. The rows are locked first, so that of two changes the later one counts what the other
 * did.
 */
export async function keepUse(tx: Tx, ids: readonly MediaId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .select({ id: media.id })
    .from(media)
    .where(anyOf(media.id, ids))
    .orderBy(asc(media.id))
    .for('update');
  await tx.execute(sql`
    update media set remove_after = case
      when exists (select 1 from post_media where media_id = media.id)
        or exists (select 1 from avatars where media_id = media.id)
        or exists (select 1 from group_avatars where media_id = media.id)
        or exists (select 1 from draft_media where media_ids @> array[media.id])
      then null
      else coalesce(remove_after, now() + ${unusedMs}::double precision * interval '1 millisecond')
    end
    where id = any(${sql.param(ids.map(toUuid))}::uuid[]) and status = 'READY'
  `);
}
