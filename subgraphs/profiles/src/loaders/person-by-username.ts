import type { UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ProfilesRequest } from '../context.ts';
import { findUsernames } from '../domain/find-usernames.ts';
import type { Profile } from '../domain/profile.ts';
import { isHidden } from '../domain/profile.ts';
import { askAccounts } from './ask-accounts.ts';
import type { ProfileLoader } from './profile.ts';
import { profilesNow } from './profile.ts';

/** A person by username in lower case, as far as they exist for the viewer. */
export type PersonByUsernameLoader = DataLoader<string, Profile | null>;

const usernamePattern = /^[a-z0-9_]{3,30}$/;

/** Loads people by their names or former names. Names that are not found, or hidden, are asked from identity. */
export function personByUsernameLoader(
  ctx: ProfilesRequest,
  profiles: ProfileLoader,
): PersonByUsernameLoader {
  return new DataLoader(async (usernames) => {
    const wellFormed = usernames.filter((username) => usernamePattern.test(username));
    const ids = await findUsernames(ctx.db, wellFormed);
    const visible = await loadVisible(profiles, [...ids.values()]);
    const found = new Map(wellFormed.map((username) => [username, visible.get(ids.get(username))]));

    const missing = wellFormed.filter((username) => !found.get(username));
    const asked = await askByUsername(ctx, missing).catch((error: Error) => error);
    return usernames.map((username) => {
      const profile = found.get(username);
      if (profile || !found.has(username)) return profile ?? null;
      return asked instanceof Error ? asked : (asked.get(username) ?? null);
    });
  });
}

async function loadVisible(profiles: ProfileLoader, ids: readonly UserId[]) {
  const kept = await Promise.all(ids.map((id) => profiles.load(id)));
  return new Map<UserId | undefined, Profile>(
    kept.flatMap((profile) => (profile && !isHidden(profile) ? [[profile.id, profile]] : [])),
  );
}

async function askByUsername(
  ctx: ProfilesRequest,
  usernames: readonly string[],
): Promise<Map<string, Profile | null>> {
  if (usernames.length === 0) return new Map();
  const accounts = await askAccounts(
    ctx,
    usernames.map((username) => ({ username })),
  );
  const ids = accounts.flatMap((account) => (account ? [account.id] : []));
  const made = await profilesNow(ctx, ids);
  return new Map(
    usernames.map((username, at) => {
      const profile = made.get(accounts[at]?.id as UserId);
      return [username, profile && !isHidden(profile) ? profile : null];
    }),
  );
}
