import type { UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ProfilesRequest } from '../context.ts';
import type { Profile, ProfileFacts } from '../domain/profile.ts';
import { profileOf, stranger } from '../domain/profile.ts';
import type { ReadProfile } from '../domain/read-profiles.ts';
import { readProfiles } from '../domain/read-profiles.ts';
import type { PrivacyLoader } from './privacy.ts';

/** A profile we keep, also of a person hidden from the viewer; null if we keep none. */
export type ProfileLoader = DataLoader<UserId, Profile | null>;

/** Loads profiles, each batch in one statement whatever the cache holds; in none where it has all and nobody asks. */
export function profileLoader(ctx: ProfilesRequest, privacy: PrivacyLoader): ProfileLoader {
  return new DataLoader(async (ids) => {
    const { facts, read } = await readThrough(ctx, ids);
    for (const [id, { isPrivate }] of read) privacy.prime(id, isPrivate);
    return ids.map((id) => {
      const known = facts.get(id);
      // Nothing lies between nobody and anybody: there is nothing to read.
      const relation = ctx.viewer === null ? stranger : read.get(id)?.relation;
      return known && relation ? profileOf(id, known, relation) : null;
    });
  });
}

/** Profiles as the tables have them now, past the cache: for those that were just made or corrected. */
export async function profilesNow(
  { db, viewer }: ProfilesRequest,
  ids: readonly UserId[],
): Promise<Map<UserId, Profile>> {
  const read = await readProfiles(db, viewer, ids);
  return new Map(
    [...read].flatMap(([id, { facts, relation }]) => (facts ? [[id, profileOf(id, facts, relation)]] : [])),
  );
}

interface Through {
  readonly facts: ReadonlyMap<string, ProfileFacts>;
  readonly read: ReadonlyMap<UserId, ReadProfile>;
}

async function readThrough(
  { db, viewer, services }: ProfilesRequest,
  ids: readonly UserId[],
): Promise<Through> {
  if (db !== services.db) {
    const read = await readProfiles(db, viewer, ids);
    return { facts: factsIn(read), read };
  }
  let read: Map<UserId, ReadProfile> | undefined;
  const facts = await services.profiles.getMany(ids, async (missing) => {
    const wanted = new Set<string>(missing);
    const asked = viewer === null ? (missing as readonly UserId[]) : ids;
    read = await readProfiles(db, viewer, asked, (id) => wanted.has(id));
    return factsIn(read);
  });
  if (viewer !== null) read ??= await readProfiles(db, viewer, ids, () => false);
  return { facts, read: read ?? new Map() };
}

function factsIn(read: ReadonlyMap<UserId, ReadProfile>): Map<string, ProfileFacts> {
  return new Map([...read].flatMap(([id, { facts }]) => (facts ? [[id as string, facts] as const] : [])));
}
