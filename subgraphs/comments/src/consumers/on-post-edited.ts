import { keepPostAudience } from '@ursa/audience';
import { PostEdited, ThreadAudienceChanged } from '@ursa/events/contracts';
import { consumer, emit } from '@ursa/outbox';
import { keepReplyRule } from '../domain/reply-rules.ts';

/** Whoever watches the thread is asked again whether they may: the edit may have narrowed the audience. */
export const onPostEdited = consumer(PostEdited, async (event, { tx }) => {
  const { postId } = event.payload;
  await keepPostAudience(tx, event);
  await keepReplyRule(tx, event);
  await emit(tx, ThreadAudienceChanged.create(postId, { postId }));
});
