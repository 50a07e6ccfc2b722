import { keepPostDeleted } from '@ursa/audience';
import { PostDeleted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetPost } from '../domain/forget.ts';

export const onPostDeleted = consumer(PostDeleted, async (event, { tx }) => {
  await keepPostDeleted(tx, event);
  await forgetPost(tx, event.payload.postId);
});
