import type { Db, Tx } from '@ursa/database';
import { transact } from '@ursa/database';
import type { Outcome } from '@ursa/outcome';
import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { DraftRow, PostRow } from '../tables/index.ts';
import { drafts } from '../tables/index.ts';

/** Publishes one draft in a transaction; throws while somebody who must be asked is away. */
export type Publish = (tx: Tx, draft: DraftRow) => Promise<Outcome<PostRow>>;

/** The longest that publishing is put off while somebody who must be asked is away. */
const patienceMs = 24 * 60 * 60 * 1_000;

/**
 * Publishes the next draft whose time has come. Whoever else looks at the same moment, in this process or another,
 * passes over it, and its row is gone with the transaction that publishes it: once, whatever is stopped when. A draft
 * that cannot be published stays, with the reason.
 * @returns false: none is due
 */
export async function publishNextDue(
  db: Db,
  publish: Publish,
  onError: (error: unknown) => void,
): Promise<boolean> {
  let claimed: DraftRow | undefined;
  try {
    return await transact(db, async (tx) => {
      [claimed] = await tx
        .select()
        .from(drafts)
        .where(lte(drafts.dueAt, sql`clock_timestamp()`))
        .orderBy(asc(drafts.dueAt))
        .limit(1)
        .for('update', { skipLocked: true });
      if (!claimed) return false;
      const outcome = await publish(tx, claimed);
      if (!outcome.ok) await giveUp(tx, claimed, outcome.failures[0].message);
      return true;
    });
  } catch (error) {
    if (!claimed) throw error;
    onError(error);
    await putOff(db, claimed);
    return true;
  }
}

async function giveUp(tx: Tx, { id }: DraftRow, failure: string): Promise<void> {
  await tx.update(drafts).set({ scheduledAt: null, dueAt: null, failure }).where(eq(drafts.id, id));
}

/** Others that are due come first; the wait doubles from a second to five minutes. */
async function putOff(db: Db, draft: DraftRow): Promise<void> {
  const { id, attempts, scheduledAt } = draft;
  if (Date.now() - (scheduledAt?.getTime() ?? 0) > patienceMs) {
    await giveUp(db, draft, 'Something that it needs did not answer for a day.');
    return;
  }
  const dueAt = new Date(Date.now() + Math.min(300_000, 1_000 * 2 ** attempts));
  // Unless somebody published or rescheduled it meanwhile.
  await db
    .update(drafts)
    .set({ dueAt, attempts: attempts + 1 })
    .where(and(eq(drafts.id, id), eq(drafts.attempts, attempts), isNotNull(drafts.dueAt)));
}
