import type { Tx } from '@ursa/database';
import { UsernameChanged } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { failed } from '@ursa/outcome';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { accounts, usernames } from '../tables/index.ts';
import { claimUsername } from './claim-username.ts';
import { fromNow } from './moments.ts';
import { parseUsername, usernameTaken } from './username.ts';

/** Gives an account another name and holds the old one for it. Answers the name as it is kept. */
export async function changeUsername(
  tx: Tx,
  { accountId, text, holdMs }: { accountId: UserId; text: string; holdMs: number },
): Promise<Outcome<string>> {
  const username = parseUsername(text);
  if (!username.ok) return username;
  // Renames of one account go one after the other: each must see the name the one before it left.
  await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
  if (!(await claimUsername(tx, username.value, accountId))) return failed(usernameTaken());
  const previous = await giveUpOthers(tx, accountId, username.value, holdMs);
  if (previous !== undefined) {
    const change = { userId: accountId, username: username.value, previousUsername: previous };
    await emit(tx, UsernameChanged.create(accountId, change));
  }
  return username;
}

/** The name that was the current one; undefined when it still is. */
async function giveUpOthers(
  tx: Tx,
  accountId: UserId,
  kept: string,
  holdMs: number,
): Promise<string | undefined> {
  const [given] = await tx
    .update(usernames)
    .set({ heldUntil: fromNow(holdMs) })
    .where(and(eq(usernames.accountId, accountId), isNull(usernames.heldUntil), ne(usernames.username, kept)))
    .returning({ username: usernames.username });
  return given?.username;
}
