import { keepPostAudience } from '@ursa/audience';
import { PostEdited } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { notifyOfPost } from '../domain/notify-of-post.ts';

export const onPostEdited = consumer(PostEdited, async (event, { tx }) => {
  await keepPostAudience(tx, event);
  await notifyOfPost(tx, event);
});
