import type { UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ProfilesRequest } from '../context.ts';
import type { Profile } from '../domain/profile.ts';
import { isHidden } from '../domain/profile.ts';
import { askAccounts } from './ask-accounts.ts';
import type { ProfileLoader } from './profile.ts';
import { profilesNow } from './profile.ts';

/** A person by id, as far as they exist for the viewer. */
export type PersonLoader = DataLoader<UserId, Profile | null>;

/**
 * Loads people. Whoever is not there is looked for at identity, once per batch, for their profile may not have been
 * made yet; so is whoever is hidden: the answer for both takes the same way.
 */
export function personLoader(ctx: ProfilesRequest, profiles: ProfileLoader): PersonLoader {
  return new DataLoader(async (ids) => {
    const found = new Map<UserId, Profile | null>();
    for (const id of ids) found.set(id, null);
    const kept = await Promise.all(ids.map((id) => profiles.load(id)));
    for (const profile of kept) if (profile && !isHidden(profile)) found.set(profile.id, profile);

    const missing = ids.filter((id) => !found.get(id));
    const unanswered = await lookAgain(ctx, missing, found);
    return ids.map((id) => found.get(id) ?? unanswered);
  });
}

// Answers the reason why the missing ones are not certain, or null when they are: those found need not suffer.
async function lookAgain(
  ctx: ProfilesRequest,
  missing: readonly UserId[],
  found: Map<UserId, Profile | null>,
): Promise<Error | null> {
  if (missing.length === 0) return null;
  try {
    await askAccounts(
      ctx,
      missing.map((id) => ({ id })),
    );
  } catch (error) {
    return error as Error;
  }
  const made = await profilesNow(ctx, missing);
  for (const profile of made.values()) if (!isHidden(profile)) found.set(profile.id, profile);
  return null;
}
