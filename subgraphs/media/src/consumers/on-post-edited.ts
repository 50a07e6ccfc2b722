import { keepPostAudience } from '@ursa/audience';
import { PostEdited } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepPostMedia } from '../domain/keep-post-media.ts';

export const onPostEdited = consumer(PostEdited, async (event, { tx }) => {
  await keepPostAudience(tx, event);
  await keepPostMedia(tx, { ...event.payload, sequence: event.sequence });
});
