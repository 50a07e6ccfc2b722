import { parseId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import type { Account } from '../domain/account.ts';
import { adoptAccounts } from '../domain/adopt-accounts.ts';

/** What finds an account at identity: its id, or a name it bears or bore lately. */
export type AccountKey = { readonly id: string } | { readonly username: string };

/**
 * Asks identity for accounts, all at once, and makes or corrects their profiles. In the order of the keys; null:
 * there is no such account. Rejects when identity does not answer: then nobody knows whether there is one.
 */
export async function askAccounts(
  ctx: RequestContext,
  keys: readonly AccountKey[],
): Promise<(Account | null)[]> {
  if (keys.length === 0) return [];
  const answers = await ctx.ask<{ id: string; username: string; displayName: string }>('identity', {
    typename: 'Account',
    representations: keys,
    selection: 'id username displayName',
  });
  const accounts = answers.map((answer) => {
    const id = answer && parseId('user', answer.id);
    return id ? { ...answer, id } : null;
  });
  const distinct = new Map(accounts.flatMap((account) => (account ? [[account.id, account] as const] : [])));
  await adoptAccounts(ctx.db, [...distinct.values()]);
  return accounts;
}
