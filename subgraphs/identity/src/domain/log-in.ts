import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden } from '@ursa/outcome';
import type { AccountRow } from '../tables/index.ts';
import { addressBlock } from './address-block.ts';
import type { Client } from './client.ts';
import type { Identifier } from './find-account.ts';
import { findAccount, parseIdentifier } from './find-account.ts';
import type { Grant } from './grant.ts';
import type { Identity } from './identity.ts';
import { openSession } from './open-session.ts';
import { foldPassword } from './password.ts';
import { countAttempt } from './throttle.ts';

/** What somebody logs in with. */
export interface Credentials {
  readonly identifier: string;
  readonly password: string;
}

const refused = forbidden('The username or email address, or the password, is wrong.');

/**
 * Opens a session for whoever knows the password. Every attempt is counted before any work is done for it,
 * and one for nobody gets the same work and the same answer as one with a wrong password.
 */
export async function logIn(
  identity: Identity,
  { identifier: text, password }: Credentials,
  client: Client,
): Promise<Outcome<Grant>> {
  const fromAddress = await countAttempt(identity.db, {
    what: 'log-in-address',
    subject: addressBlock(client.address),
    limit: identity.limits.logInPerAddress,
  });
  if (!fromAddress.ok) return fromAddress;
  const identifier = parseIdentifier(text);
  const account = identifier && (await findAccount(identity.db, identifier));
  const atAccount = await countPasswordAttempt(identity, identifier, account);
  if (!atAccount.ok) return atAccount;
  const fits = await identity.hasher.verify(account?.passwordHash, foldPassword(password));
  if (!fits.ok) return fits;
  if (!account || !fits.value) return failed(refused);
  return done(await openSession(identity, account.id, client));
}

/**
 * Counts an attempt at an account's password. An account has one allowance by name and one by email address:
 * a limit reached by name then never tells which address belongs to it. Who has no account has one each, too.
 */
export function countPasswordAttempt(
  { db, limits }: Identity,
  identifier: Identifier | undefined,
  account: AccountRow | undefined,
): Promise<Outcome<void>> {
  const [way, given] = Object.entries(identifier ?? { none: '' }).flat();
  return countAttempt(db, {
    what: `log-in-${way}`,
    // Given-up names count with the current one.
    subject: account?.id ?? `${given}`,
    limit: limits.logInPerAccount,
  });
}
