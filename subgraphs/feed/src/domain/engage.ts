import type { Tx } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { momentOf } from './item-id.ts';

/**
 * Counts that a post moved somebody, or does no longer. Of a post not heard of yet it is remembered, under the moment
 * that its id tells; a deleted one is let be.
 */
export async function engage(tx: Tx, postId: PostId, points: number): Promise<void> {
  const id = toUuid(postId);
  await tx.execute(sql`
    insert into engagement as known (post_id, points, published_seconds, is_open)
    select ${id}::uuid, ${points}, ${momentOf(id).getTime() / 1_000}, false
    where not exists (select 1 from posts where post_id = ${id}::uuid and is_deleted)
    on conflict (post_id) do update set points = known.points + excluded.points`);
}
