import { keepPostAudience } from '@ursa/audience';
import { PostEdited, ReactionAudienceChanged } from '@ursa/events/contracts';
import { consumer, emit } from '@ursa/outbox';

/** Whoever watches its reactions is asked again whether they may: the edit may have narrowed the audience. */
export const onPostEdited = consumer(PostEdited, async (event, { tx }) => {
  const { postId } = event.payload;
  await keepPostAudience(tx, event);
  await emit(tx, ReactionAudienceChanged.create(postId, { subjectId: postId }));
});
