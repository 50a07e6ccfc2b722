import { keepPostDeleted } from '@ursa/audience';
import { PostDeleted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepPostMedia } from '../domain/keep-post-media.ts';

/** What only this post showed is unused from now on. */
export const onPostDeleted = consumer(PostDeleted, async (event, { tx }) => {
  await keepPostDeleted(tx, event);
  await keepPostMedia(tx, { postId: event.payload.postId, mediaIds: [], sequence: event.sequence });
});
