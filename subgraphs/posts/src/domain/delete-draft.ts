import type { Tx } from '@ursa/database';
import type { Id, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done } from '@ursa/outcome';
import { eq } from 'drizzle-orm';
import { drafts } from '../tables/index.ts';
import { lockDraft } from './lock-draft.ts';
import { tellDraftMedia } from './tell-draft-media.ts';

/** Throws one of the viewer's drafts away. */
export async function deleteDraft(tx: Tx, viewer: UserId, id: Id<'draft'>): Promise<Outcome<Id<'draft'>>> {
  const draft = await lockDraft(tx, viewer, id);
  if (!draft.ok) return draft;
  await tx.delete(drafts).where(eq(drafts.id, id));
  await tellDraftMedia(tx, id, { before: draft.value.mediaIds, after: [] });
  return done(id);
}
