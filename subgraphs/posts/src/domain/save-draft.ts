import type { Tx } from '@ursa/database';
import type { Id, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed } from '@ursa/outcome';
import { eq, sql } from 'drizzle-orm';
import { drafts } from '../tables/index.ts';
import { lockDraft } from './lock-draft.ts';
import type { PostContent } from './post-content.ts';
import { tellDraftMedia } from './tell-draft-media.ts';

/** How many drafts somebody may have. */
export const maxDrafts = 100;

/** Keeps a new draft; or, in the place of one of the viewer's, another version of it, due when that was. */
export async function saveDraft(
  tx: Tx,
  authorId: UserId,
  { draftId, ...content }: PostContent & { draftId: Id<'draft'> | null },
): Promise<Outcome<Id<'draft'>>> {
  const changed = { ...content, savedAt: new Date(), failure: null };
  if (draftId !== null) {
    const draft = await lockDraft(tx, authorId, draftId);
    if (!draft.ok) return draft;
    await tx.update(drafts).set(changed).where(eq(drafts.id, draftId));
    await tellDraftMedia(tx, draftId, { before: draft.value.mediaIds, after: content.mediaIds });
    return done(draftId);
  }
  // Drafts saved at once count one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`drafts ${authorId}`}, 0))`);
  if ((await tx.$count(drafts, eq(drafts.authorId, authorId))) >= maxDrafts) {
    return failed(conflict(`There are ${maxDrafts} drafts already. Publish one or throw one away first.`));
  }
  const id = newId('draft');
  const unscheduled = { scheduledAt: null, dueAt: null, attempts: 0 };
  await tx.insert(drafts).values({ ...changed, ...unscheduled, id, authorId });
  await tellDraftMedia(tx, id, { before: [], after: content.mediaIds });
  return done(id);
}
