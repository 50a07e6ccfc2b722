import type { UserId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import type { Profile } from '../domain/profile.ts';
import { readProfiles } from '../domain/read-profiles.ts';

/** A profile we keep, also of a person hidden from the viewer; null if we keep none. */
export type ProfileLoader = DataLoader<UserId, Profile | null>;

/** Loads profiles, each batch in one statement. */
export function profileLoader(ctx: RequestContext): ProfileLoader {
  return new DataLoader(async (ids) => {
    const found = await readProfiles(ctx.db, ctx.viewer, ids);
    return ids.map((id) => found.get(id) ?? null);
  });
}
