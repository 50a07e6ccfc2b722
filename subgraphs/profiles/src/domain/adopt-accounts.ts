import type { Db } from '@ursa/database';
import { anyOf, transact } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { profiles } from '../tables/index.ts';
import type { Account } from './account.ts';
import { createProfiles } from './create-profiles.ts';
import { renameUser } from './rename-user.ts';

/**
 * Takes over what identity told of these accounts when it was asked: makes the profiles that are missing and brings
 * usernames up to date, ahead of the events that tell the same. Tells whom it renamed.
 */
export async function adoptAccounts(db: Db, accounts: readonly Account[]): Promise<UserId[]> {
  if (accounts.length === 0) return [];
  const ids = accounts.map((account) => account.id);
  const found = await db
    .select({ id: profiles.userId, username: profiles.username })
    .from(profiles)
    .where(anyOf(profiles.userId, ids));
  const usernames = new Map(found.map((row) => [row.id, row.username]));

  const unknown = accounts.filter((account) => !usernames.has(account.id));
  if (unknown.length > 0) await transact(db, (tx) => createProfiles(tx, unknown));
  const renamed = accounts.filter(({ id, username }) => (usernames.get(id) ?? username) !== username);
  for (const { id, username } of renamed) {
    await transact(db, (tx) => renameUser(tx, { userId: id, username, at: new Date() }));
  }
  return renamed.map(({ id }) => id);
}
