import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { PostEdited } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { forgetCounts } from './unread-count.ts';

/** Before an edited post's audience is kept: if it is another one, those told of what hangs on it may see less or more. */
export async function recountAudience(
  tx: Tx,
  { payload, sequence }: EventEnvelope<PayloadOf<typeof PostEdited>>,
): Promise<void> {
  const { postId, visibility, groupId } = payload;
  const id = toUuid(postId);
  const { rows } = await tx.execute(sql`
    select 1 from post_audiences where post_id = ${id} and sequence < ${sequence}
      and (visibility <> ${visibility} or group_id is distinct from ${groupId && toUuid(groupId)}::uuid)
  `);
  if (rows.length > 0)
    await forgetCounts(tx, sql`select recipient_id from notifications where post_id = ${id}`);
}
