import type { Db } from '@ursa/database';
import { anyOf } from '@ursa/database';
import type { Objects } from '@ursa/objects';
import { and, asc, eq, lt, ne, sql } from 'drizzle-orm';
import { media } from '../tables/index.ts';
import { incomingKey, keysOf } from './keys.ts';
import { uploadGraceMs } from './lifetimes.ts';

const batch = 100;

/**
 * Removes what has had its time: uploads that never came, what was refused, and what nothing shows. First nobody sees
 * it any more, then its objects go, then its row: whatever breaks in between is finished by the next round.
 * @returns how many were removed
 */
export async function removeUnused(db: Db, objects: Objects, signal: AbortSignal): Promise<number> {
  let removed = 0;
  for (;;) {
    const rows = await db.transaction(async (tx) => {
      const due = await tx
        .select()
        .from(media)
        .where(and(lt(media.removeAfter, new Date()), ne(media.status, 'PROCESSING')))
        .orderBy(asc(media.removeAfter))
        .limit(batch)
        .for('update', { skipLocked: true });
      const ids = due.map(({ id }) => id);
      await tx.update(media).set({ status: 'REMOVING' }).where(anyOf(media.id, ids));
      return due;
    });
    for (const row of rows) {
      if (signal.aborted) return removed;
      await objects.remove(keysOf(row));
      await db.delete(media).where(and(eq(media.id, row.id), eq(media.status, 'REMOVING')));
      removed += 1;
    }
    if (rows.length < batch) return removed;
  }
}

/** Removes uploaded bytes whose URL is void by now: those left by a crash, or put again after they were processed. */
export async function removeIncoming(db: Db, objects: Objects, signal: AbortSignal): Promise<void> {
  const over = new Date(Date.now() - uploadGraceMs);
  for (;;) {
    const rows = await db
      .select({ id: media.id })
      .from(media)
      .where(and(sql`incoming`, lt(media.expiresAt, over), ne(media.status, 'PROCESSING')))
      .orderBy(asc(media.expiresAt))
      .limit(batch);
    for (const { id } of rows) {
      if (signal.aborted) return;
      await objects.remove([incomingKey(id)]);
      await db.update(media).set({ incoming: false }).where(eq(media.id, id));
    }
    if (rows.length < batch) return;
  }
}
