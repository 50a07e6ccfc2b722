import type { Tx } from '@ursa/database';
import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { eq } from 'drizzle-orm';
import type { DraftRow } from '../tables/index.ts';
import { drafts } from '../tables/index.ts';

const yearMs = 366 * 24 * 60 * 60 * 1_000;

/** Has a draft that `lockDraft` holds published at its time; null: no longer. */
export async function schedulePost(
  tx: Tx,
  draft: DraftRow,
  publishAt: Date | null,
): Promise<Outcome<DraftRow['id']>> {
  const path = ['publishAt'];
  if (publishAt !== null) {
    const inMs = publishAt.getTime() - Date.now();
    if (!(inMs > 0)) return failed(invalid(path, 'A post is scheduled for the future.'));
    if (inMs > yearMs) return failed(invalid(path, 'A post is scheduled for at most a year ahead.'));
    if (draft.body === '') return failed(invalid(['draftId'], 'A post needs a text before it is scheduled.'));
  }
  const schedule = { scheduledAt: publishAt, dueAt: publishAt, attempts: 0, failure: null };
  await tx.update(drafts).set(schedule).where(eq(drafts.id, draft.id));
  return done(draft.id);
}
