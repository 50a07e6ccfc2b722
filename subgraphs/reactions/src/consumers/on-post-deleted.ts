import { keepPostDeleted } from '@ursa/audience';
import { PostDeleted, ReactionAudienceChanged } from '@ursa/events/contracts';
import { consumer, emit } from '@ursa/outbox';
import { beginSweep } from '../domain/sweep.ts';

/** From now on nobody sees it; its reactions, and those to its comments, are swept up. */
export const onPostDeleted = consumer(PostDeleted, async (event, { tx }) => {
  const { postId } = event.payload;
  await keepPostDeleted(tx, event);
  await beginSweep(tx, postId);
  await emit(tx, ReactionAudienceChanged.create(postId, { subjectId: postId }));
});
