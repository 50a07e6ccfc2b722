import { keepPostAudience } from '@ursa/audience';
import { PostCreated } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepReplyRule } from '../domain/reply-rules.ts';

export const onPostCreated = consumer(PostCreated, async (event, { tx }) => {
  await keepPostAudience(tx, event);
  await keepReplyRule(tx, event);
});
