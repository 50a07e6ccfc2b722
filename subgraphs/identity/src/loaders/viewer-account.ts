import { anyOf } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { accounts } from '../tables/index.ts';

/** What only the viewer may see of an account; no secret in it. */
export interface ViewerAccount {
  readonly id: UserId;
  readonly email: string;
}

/** The account with this id. That it is the viewer's own is for the caller to look at. */
export function viewerAccount({ db }: RequestContext) {
  return new DataLoader<UserId, ViewerAccount | null>(async (ids) => {
    const rows = await db
      .select({ id: accounts.id, email: accounts.email })
      .from(accounts)
      .where(anyOf(accounts.id, ids));
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
