import { anyOf } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and, eq, isNull } from 'drizzle-orm';
import { accounts, usernames } from '../tables/index.ts';

/** An account with the name it goes by; no secret in it. */
export interface NamedAccount {
  readonly id: UserId;
  readonly username: string;
  readonly displayName: string;
  readonly createdAt: Date;
}

export const namedAccount = {
  id: accounts.id,
  username: usernames.username,
  displayName: accounts.displayName,
  createdAt: accounts.createdAt,
};

/** An account's row belongs with the row of its current name. */
export const byCurrentName = and(eq(usernames.accountId, accounts.id), isNull(usernames.heldUntil));

/** The account with this id. */
export function accountById({ db }: RequestContext) {
  return new DataLoader<UserId, NamedAccount | null>(async (ids) => {
    const rows = await db
      .select(namedAccount)
      .from(accounts)
      .innerJoin(usernames, byCurrentName)
      .where(anyOf(accounts.id, ids));
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
