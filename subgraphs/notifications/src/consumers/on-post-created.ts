import { keepPostAudience } from '@ursa/audience';
import { PostCreated } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { notifyOfPost } from '../domain/notify-of-post.ts';

/** Tells whom the post quotes, and whom it mentions. */
export const onPostCreated = consumer(PostCreated, async (event, { tx }) => {
  const { quotedAuthorId: recipientId } = event.payload;
  await keepPostAudience(tx, event);
  await notifyOfPost(tx, event, recipientId ? [{ recipientId, kind: 'QUOTE' }] : []);
});
