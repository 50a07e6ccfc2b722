import type { Tx } from '@ursa/database';
import { and, eq, getTableColumns, gt, isNull, or } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { AccountRow } from '../tables/index.ts';
import { accounts, usernames } from '../tables/index.ts';
import { foldEmail } from './email.ts';
import { now } from './moments.ts';
import { foldUsername } from './username.ts';

/** A name that points to its account: the current one, or one given up within the hold. */
export function pointing({ heldUntil }: { heldUntil: AnyPgColumn } = usernames) {
  return or(isNull(heldUntil), gt(heldUntil, now));
}

/** What somebody gave to be known by; a username never holds an `@`. */
export type Identifier = { readonly email: string } | { readonly username: string };

/** Reads an identifier. Undefined when it is too long to be one. */
export function parseIdentifier(text: string): Identifier | undefined {
  const trimmed = text.length <= 1_000 ? text.trim() : '';
  if (trimmed === '' || trimmed.length > 254 || trimmed.includes('\0')) return undefined;
  return trimmed.includes('@') ? { email: foldEmail(trimmed) } : { username: foldUsername(trimmed) };
}

/** The account somebody means. */
export async function findAccount(tx: Tx, identifier: Identifier): Promise<AccountRow | undefined> {
  if ('email' in identifier) {
    const [account] = await tx.select().from(accounts).where(eq(accounts.email, identifier.email));
    return account;
  }
  const [account] = await tx
    .select(getTableColumns(accounts))
    .from(usernames)
    .innerJoin(accounts, eq(accounts.id, usernames.accountId))
    .where(and(eq(usernames.username, identifier.username), pointing()));
  return account;
}
