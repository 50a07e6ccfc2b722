import type { UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ProfilesRequest } from '../context.ts';
import { readProfiles } from '../domain/read-profiles.ts';

/** Whether people's accounts are private: never cached, for it decides who may read what. */
export type PrivacyLoader = DataLoader<UserId, boolean>;

/** Loads it where no statement about these people has read it along. */
export function privacyLoader({ db, viewer }: ProfilesRequest): PrivacyLoader {
  return new DataLoader(async (ids) => {
    const read = await readProfiles(db, viewer, ids);
    return ids.map((id) => read.get(id)?.isPrivate ?? true);
  });
}
