import type { Tx } from '@ursa/database';
import { DraftMediaChanged } from '@ursa/events/contracts';
import type { Id, MediaId } from '@ursa/ids';
import { emit } from '@ursa/outbox';

/** Tells what a draft would show, if that is not what it was: as long as a draft names a media, it is kept. */
export async function tellDraftMedia(
  tx: Tx,
  draftId: Id<'draft'>,
  { before, after }: { before: readonly MediaId[]; after: readonly MediaId[] },
): Promise<void> {
  const known = new Set(before);
  const same = known.size === new Set(after).size && after.every((id) => known.has(id));
  if (!same) await emit(tx, DraftMediaChanged.create(draftId, { draftId, mediaIds: [...after] }));
}
