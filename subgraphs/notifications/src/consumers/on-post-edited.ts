import { keepPostAudience } from '@ursa/audience';
import { PostEdited } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { changesAudience, recountOfPost } from '../domain/audience-changes.ts';
import { notifyOfPost } from '../domain/notify-of-post.ts';

export const onPostEdited = consumer(PostEdited, async (event, { tx }) => {
  const isAnother = await changesAudience(tx, event);
  await keepPostAudience(tx, event);
  await notifyOfPost(tx, event);
  if (isAnother) await recountOfPost(tx, event.payload.postId);
});
