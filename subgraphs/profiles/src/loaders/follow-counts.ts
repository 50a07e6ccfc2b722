import type { UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ProfilesRequest } from '../context.ts';
import type { FollowCounts } from '../domain/profile.ts';
import { readProfiles } from '../domain/read-profiles.ts';

/** How many follow people, and whom they follow: exact, so never cached. */
export interface FollowCountsLoader extends DataLoader<UserId, FollowCounts> {
  /** Whether the operation asks for them: then the statement about people reads them along. */
  wanted: boolean;
}

const none: FollowCounts = { followers: 0, following: 0 };

/** Loads them where no statement about these people has read them along. */
export function followCountsLoader({ db, viewer }: ProfilesRequest): FollowCountsLoader {
  const loader = new DataLoader<UserId, FollowCounts>(async (ids) => {
    const read = await readProfiles(db, viewer, ids, { counts: true });
    return ids.map((id) => read.get(id)?.counts ?? none);
  });
  return Object.assign(loader, { wanted: false });
}
