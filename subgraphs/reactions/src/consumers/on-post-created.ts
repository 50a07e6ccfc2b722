import { keepPostAudience } from '@ursa/audience';
import { PostCreated } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';

export const onPostCreated = consumer(PostCreated, (event, { tx }) => keepPostAudience(tx, event));
