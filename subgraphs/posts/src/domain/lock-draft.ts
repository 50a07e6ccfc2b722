import type { Tx } from '@ursa/database';
import type { Id, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import type { DraftRow } from '../tables/index.ts';
import { drafts } from '../tables/index.ts';

/** The viewer's own draft, locked for a change; nobody else's exists. */
export async function lockDraft(tx: Tx, viewer: UserId, id: Id<'draft'>): Promise<Outcome<DraftRow>> {
  const own = and(eq(drafts.id, id), eq(drafts.authorId, viewer));
  const [draft] = await tx.select().from(drafts).where(own).for('update');
  return draft ? done(draft) : failed(notFound('draft', ['draftId']));
}
