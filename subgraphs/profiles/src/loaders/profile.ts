import type { UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ProfilesRequest } from '../context.ts';
import type { Profile, ProfileFacts } from '../domain/profile.ts';
import { profileOf, stranger } from '../domain/profile.ts';
import type { ReadProfile } from '../domain/read-profiles.ts';
import { readProfiles } from '../domain/read-profiles.ts';
import type { FollowCountsLoader } from './follow-counts.ts';
import type { PrivacyLoader } from './privacy.ts';

/** A profile we keep, also of a person hidden from the viewer; null if we keep none. */
export type ProfileLoader = DataLoader<UserId, Profile | null>;

/** What a statement about people reads along of what is never cached. */
interface Along {
  readonly privacy: PrivacyLoader;
  readonly followCounts: FollowCountsLoader;
}

/** Loads profiles, each batch in one statement whatever the cache holds; in none where that has all that is wanted. */
export function profileLoader(ctx: ProfilesRequest, { privacy, followCounts }: Along): ProfileLoader {
  return new DataLoader(async (ids) => {
    const { facts, read } = await readThrough(ctx, ids, followCounts.wanted);
    for (const [id, { isPrivate, counts }] of read) {
      privacy.prime(id, isPrivate);
      if (counts) followCounts.prime(id, counts);
    }
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
  const read = await readProfiles(db, viewer, ids, { facts: all });
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
  counts: boolean,
): Promise<Through> {
  if (db !== services.db) {
    const read = await readProfiles(db, viewer, ids, { facts: all, counts });
    return { facts: factsIn(read), read };
  }
  // Of each person there is more to read than what is cached.
  const more = viewer !== null || counts;
  let read: Map<UserId, ReadProfile> | undefined;
  const facts = await services.profiles.getMany(ids, async (missing) => {
    const wanted = new Set<string>(missing);
    const asked = more ? ids : (missing as readonly UserId[]);
    read = await readProfiles(db, viewer, asked, { facts: (id) => wanted.has(id), counts });
    return factsIn(read);
  });
  if (more) read ??= await readProfiles(db, viewer, ids, { counts });
  return { facts, read: read ?? new Map() };
}

const all = () => true;

function factsIn(read: ReadonlyMap<UserId, ReadProfile>): Map<string, ProfileFacts> {
  return new Map([...read].flatMap(([id, { facts }]) => (facts ? [[id as string, facts] as const] : [])));
}
