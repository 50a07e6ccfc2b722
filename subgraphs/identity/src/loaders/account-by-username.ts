import { anyOf } from '@ursa/database';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { pointing } from '../domain/find-account.ts';
import { accounts, usernames } from '../tables/index.ts';
import type { NamedAccount } from './account-by-id.ts';
import { byCurrentName, namedAccount } from './account-by-id.ts';

/** The account that a name points to, be it the current one or one given up within the hold. */
export function accountByUsername({ db }: RequestContext) {
  return new DataLoader<string, NamedAccount | null>(async (names) => {
    const asked = alias(usernames, 'asked');
    const rows = await db
      .select({ ...namedAccount, asked: asked.username })
      .from(asked)
      .innerJoin(accounts, eq(accounts.id, asked.accountId))
      .innerJoin(usernames, byCurrentName)
      .where(and(anyOf(asked.username, names), pointing(asked)));
    const found = new Map(rows.map(({ asked, ...account }) => [asked, account]));
    return names.map((name) => found.get(name) ?? null);
  });
}
