import { keepPostAudience } from '@ursa/audience';
import { PostCreated } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepPostMedia } from '../domain/keep-post-media.ts';

export const onPostCreated = consumer(PostCreated, async (event, { tx }) => {
  await keepPostAudience(tx, event);
  await keepPostMedia(tx, { ...event.payload, sequence: event.sequence });
});
