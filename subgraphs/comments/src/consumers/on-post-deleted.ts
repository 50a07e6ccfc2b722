import { keepPostDeleted } from '@ursa/audience';
import { PostDeleted, ThreadAudienceChanged } from '@ursa/events/contracts';
import { consumer, emit } from '@ursa/outbox';
import { eq } from 'drizzle-orm';
import { closeThread } from '../domain/threads.ts';
import { commentChanges, comments, replyRules } from '../tables/index.ts';

/** The thread goes with its post. Closing it first makes whoever comments right now wait, and then find it gone. */
export const onPostDeleted = consumer(PostDeleted, async (event, { tx }) => {
  const { postId } = event.payload;
  await closeThread(tx, postId);
  await keepPostDeleted(tx, event);
  await tx.delete(replyRules).where(eq(replyRules.postId, postId));
  await tx.delete(comments).where(eq(comments.postId, postId));
  await tx.delete(commentChanges).where(eq(commentChanges.postId, postId));
  await emit(tx, ThreadAudienceChanged.create(postId, { postId }));
});
