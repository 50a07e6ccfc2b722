import type { Tx } from '@ursa/database';
import { CommentEdited } from '@ursa/events/contracts';
import { emit } from '@ursa/outbox';
import type { WrittenText } from '@ursa/text';
import { newlyMentionedIds } from '@ursa/text';
import { eq } from 'drizzle-orm';
import type { CommentRow } from '../tables/index.ts';
import { comments } from '../tables/index.ts';
import { keepChange } from './comment-changes.ts';

/** Changes the text of a comment whose thread the caller holds locked; the same text again leaves no trace. */
export async function editComment(tx: Tx, comment: CommentRow, text: WrittenText): Promise<void> {
  if (text.body === comment.body) return;
  const { id, postId, authorId } = comment;
  await tx
    .update(comments)
    .set({ ...text, editedAt: new Date() })
    .where(eq(comments.id, id));
  const mentionedIds = newlyMentionedIds(text.entities, comment.entities);
  const { body } = text;
  const event = CommentEdited.create(postId, { commentId: id, postId, authorId, mentionedIds, body });
  const sequence = await emit(tx, event);
  await keepChange(tx, { postId, commentId: id, authorId, isGone: false, sequence });
}
