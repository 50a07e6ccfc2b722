import type { AudienceContext } from '@ursa/audience';
import type { Tx } from '@ursa/database';
import type { Outcome } from '@ursa/outcome';
import { done } from '@ursa/outcome';
import { eq } from 'drizzle-orm';
import type { DraftRow, PostRow } from '../tables/index.ts';
import { drafts } from '../tables/index.ts';
import { createPost } from './create-post.ts';
import { preparePost } from './prepare-post.ts';
import type { Eyes } from './quotable.ts';
import { tellDraftMedia } from './tell-draft-media.ts';

/** Publishes a draft that is locked, if what it names is still there: the draft makes room for the post. */
export async function publishDraft(
  tx: Tx,
  draft: DraftRow,
  author: AudienceContext,
  eyes: Eyes,
): Promise<Outcome<PostRow>> {
  const { body, visibility, groupId, mediaIds, quotedPostId } = draft;
  const { replyPolicy, contentWarning, isSensitive, poll } = draft;
  const content = { body, visibility, groupId, mediaIds, quotedPostId };
  const prepared = await preparePost(
    { ...content, replyPolicy, contentWarning, isSensitive, poll },
    author,
    eyes,
  );
  if (!prepared.ok) return prepared;
  const post = await createPost(tx, draft.authorId, prepared.value);
  await tx.delete(drafts).where(eq(drafts.id, draft.id));
  await tellDraftMedia(tx, draft.id, { before: mediaIds, after: [] });
  return done(post);
}
