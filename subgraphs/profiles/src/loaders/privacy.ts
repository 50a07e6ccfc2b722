import { anyOf } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ProfilesRequest } from '../context.ts';
import { profiles } from '../tables/index.ts';

/** Whether people's accounts are private: never cached, for it decides who may read what. */
export type PrivacyLoader = DataLoader<UserId, boolean>;

/** Loads it where no statement about these people has read it along. */
export function privacyLoader({ db }: ProfilesRequest): PrivacyLoader {
  return new DataLoader(async (ids) => {
    const { userId: id, isPrivate } = profiles;
    const rows = await db.select({ id, isPrivate }).from(profiles).where(anyOf(id, ids));
    const found = new Map(rows.map((row) => [row.id, row.isPrivate]));
    return ids.map((one) => found.get(one) ?? true);
  });
}
