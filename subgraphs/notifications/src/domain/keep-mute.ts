import type { Tx } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { mutes } from '../tables/index.ts';
import { forgetCounts } from './unread-count.ts';

/** Keeps whether somebody mutes somebody, unless something newer is known. */
export async function keepMute(tx: Tx, mute: typeof mutes.$inferInsert): Promise<void> {
  const { holds, sequence } = mute;
  await tx
    .insert(mutes)
    .values(mute)
    .onConflictDoUpdate({
      target: [mutes.muterId, mutes.mutedId],
      set: { holds, sequence },
      setWhere: sql`${mutes.sequence} < ${sequence}`,
    });
  await forgetCounts(tx, [mute.muterId]);
}
