import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { usernames } from '../tables/index.ts';

/**
 * Makes a name point to an account, if nobody has it, the hold on it is over, or the account had it before.
 * One statement: of two that race for a name one gets it, the other waits and is told no.
 */
export async function claimUsername(tx: Tx, username: string, accountId: UserId): Promise<boolean> {
  const claimed = await tx
    .insert(usernames)
    .values({ username, accountId })
    .onConflictDoUpdate({
      target: usernames.username,
      set: { accountId, heldUntil: null },
      setWhere: sql`${usernames.heldUntil} <= now() or ${usernames.accountId} = excluded.account_id`,
    })
    .returning({ username: usernames.username });
  return claimed.length === 1;
}
