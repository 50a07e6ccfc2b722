import type { Tx } from '@ursa/database';
import type { Id, MediaId } from '@ursa/ids';
import { eq } from 'drizzle-orm';
import { draftMedia } from '../tables/index.ts';
import { keepUse } from './use.ts';

/** Keeps what a draft would show since an event, unless something newer is known. */
export async function keepDraftMedia(
  tx: Tx,
  { draftId, mediaIds, sequence }: { draftId: Id<'draft'>; mediaIds: readonly MediaId[]; sequence: number },
): Promise<void> {
  const ofDraft = eq(draftMedia.draftId, draftId);
  const [known] = await tx.select().from(draftMedia).where(ofDraft).for('update');
  if (known && known.sequence >= sequence) return;
  const set = { mediaIds: [...mediaIds], sequence };
  await tx
    .insert(draftMedia)
    .values({ draftId, ...set })
    .onConflictDoUpdate({ target: draftMedia.draftId, set });
  await keepUse(tx, [...new Set([...(known?.mediaIds ?? []), ...mediaIds])]);
}
