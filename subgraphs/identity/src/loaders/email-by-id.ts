import { anyOf } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { accounts } from '../tables/index.ts';

/** Where the owner of an account reads mail. */
export function emailById({ db }: RequestContext) {
  return new DataLoader<UserId, string | null>(async (ids) => {
    const rows = await db
      .select({ id: accounts.id, email: accounts.email })
      .from(accounts)
      .where(anyOf(accounts.id, ids));
    const found = new Map(rows.map((row) => [row.id, row.email]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
