import type { UserId } from '@ursa/ids';
import type { Announcement } from '@ursa/outbox';
import type { ProfilesRequest } from './context.ts';
import type { Services } from './services.ts';

/** Before a change of a profile is announced, the cache forgets what was before it, whoever changed it. */
export function forgetProfiles(messages: readonly Announcement[], { profiles }: Services): Promise<void> {
  return profiles.invalidate(messages.map(({ id }) => id));
}

/**
 * Forgets people after a commit, so that nobody reads older names from now on; should that fail, the relay does it
 * again with the event.
 */
export async function forgetPeople(
  ids: readonly UserId[],
  { services, log }: Pick<ProfilesRequest, 'services' | 'log'>,
): Promise<void> {
  await services.profiles
    .invalidate(ids)
    .catch((error: unknown) => log.warn({ err: error }, 'profiles could not be forgotten yet'));
}
