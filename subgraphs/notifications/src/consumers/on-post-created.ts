import { keepPostAudience } from '@ursa/audience';
import { PostCreated } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { notifyOfPost } from '../domain/notify-of-post.ts';

export const onPostCreated = consumer(PostCreated, async (event, { tx }) => {
  await keepPostAudience(tx, event);
  await notifyOfPost(tx, event);
});
