import type { Announcement } from '@ursa/outbox';
import type { Services } from './services.ts';

/** Before anybody is told that a post changed or is gone, the cache forgets it: the next one to look keeps the new one. */
export function forgetPosts(messages: readonly Announcement[], { posts }: Services): Promise<void> {
  return posts.invalidate(messages.map(({ id }) => id));
}
