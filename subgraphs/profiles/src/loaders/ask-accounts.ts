import { parseId } from '@ursa/ids';
import type { ProfilesRequest } from '../context.ts';
import type { Account } from '../domain/account.ts';
import { adoptAccounts } from '../domain/adopt-accounts.ts';
import { forgetPeople } from '../forget-profiles.ts';

/** What finds an account at identity: its id, or a name it bears or bore lately. */
export type AccountKey = { readonly id: string } | { readonly username: string };

/**
 * Asks identity for accounts, all at once, and makes or corrects their profiles. In the order of the keys; null:
 * there is no such account. Rejects when identity does not answer: then nobody knows whether there is one.
 */
export async function askAccounts(
  ctx: ProfilesRequest,
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
  await forgetPeople(await adoptAccounts(ctx.db, [...distinct.values()]), ctx);
  return accounts;
}
