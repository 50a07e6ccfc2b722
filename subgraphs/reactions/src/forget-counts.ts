import type { Announcement } from '@ursa/outbox';
import type { Services } from './services.ts';

/** Before anybody is told that reactions changed, their counts are forgotten: who looks then sees the new ones. */
export function forgetCounts(messages: readonly Announcement[], { counts }: Services): Promise<void> {
  return counts.invalidate(messages.map(({ id }) => id));
}
