import { keepPostAudience } from '@ursa/audience';
import { PostEdited } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { recountAudience } from '../domain/audience-changes.ts';
import { notifyOfPost } from '../domain/notify-of-post.ts';

export const onPostEdited = consumer(PostEdited, async (event, { tx }) => {
  await recountAudience(tx, event);
  await keepPostAudience(tx, event);
  await notifyOfPost(tx, event);
});
