import type { PayloadOf } from '@ursa/events';
import type { ProfileChanged } from '@ursa/events/contracts';
import type { profiles } from '../tables/index.ts';

/** What others know of a profile, as its events carry it. */
export function profileState(row: typeof profiles.$inferSelect): PayloadOf<typeof ProfileChanged> {
  const { userId, username, displayName, isPrivate, bio } = row;
  return { userId, username, displayName, isPrivate, bio: bio ?? '' };
}
