import { createHash } from 'node:crypto';
import type { Tx } from '@ursa/database';
import { transact } from '@ursa/database';
import { AccountCreated } from '@ursa/events/contracts';
import { inTurn, once } from '@ursa/idempotency';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { emit, failpoint } from '@ursa/outbox';
import type { Failure, Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import { accounts, usernames } from '../tables/index.ts';
import { addressBlock } from './address-block.ts';
import { claimUsername } from './claim-username.ts';
import type { Client } from './client.ts';
import { emailTaken } from './email.ts';
import { findAccount, pointing } from './find-account.ts';
import type { Grant } from './grant.ts';
import type { Identity } from './identity.ts';
import { countPasswordAttempt } from './log-in.ts';
import { openSession } from './open-session.ts';
import type { SignUp, SignUpInput } from './sign-up-input.ts';
import { parseSignUp } from './sign-up-input.ts';
import { countAttempt } from './throttle.ts';
import { usernameTaken } from './username.ts';

/**
 * Opens an account and its first session. Repeated with the same key and the same credentials it opens no
 * second account: whoever knows the password gets a fresh session, for tokens are never kept to be replayed.
 */
export async function signUp(
  identity: Identity,
  input: SignUpInput,
  client: Client,
): Promise<Outcome<Grant>> {
  const { db, limits } = identity;
  const subject = addressBlock(client.address);
  const counted = await countAttempt(db, { what: 'sign-up', subject, limit: limits.signUpPerAddress });
  if (!counted.ok) return counted;
  const parsed = parseSignUp(input);
  if (!parsed.ok) return parsed;

  const open = () => openAccount(identity, parsed.value);
  const { key } = parsed.value;
  const opened = await (key === undefined ? open() : inTurn(db, `sign-up ${key}`, open));
  if (!opened.ok) return opened;
  const { accountId, replayed } = opened.value;
  if (replayed) {
    const proven = await provePassword(identity, parsed.value);
    if (!proven.ok) return proven;
  }
  return done(await openSession(identity, accountId, client));
}

async function openAccount(
  { db, hasher }: Identity,
  input: SignUp,
): Promise<Outcome<{ accountId: UserId; replayed: boolean }>> {
  const { username, email, displayName, key } = input;
  // Looked at first: a taken name costs no hash, and neither does a repeated call, which its key will tell.
  const hash = (await findTaken(db, input)) ?? (await hasher.hash(input.password));
  // The key belongs to these credentials, so that strangers who chose the same one never meet.
  const scope = `sign-up:${createHash('sha256').update(`${email} ${username}`).digest('base64url')}`;
  const call = { scope, key, mutation: 'signUp', input: { username, email, displayName } };
  let replayed = false;
  const accountId = await transact(db, async (tx) => {
    replayed = true;
    const outcome = await once<UserId>(tx, call, async (inner) => {
      replayed = false;
      return hash.ok ? createAccount(inner, input, hash.value) : hash;
    });
    failpoint('mutation.before-commit');
    return outcome;
  });
  failpoint('mutation.after-commit');
  return accountId.ok ? done({ accountId: accountId.value, replayed }) : accountId;
}

async function createAccount(tx: Tx, input: SignUp, passwordHash: string): Promise<Outcome<UserId>> {
  const { username, email, displayName } = input;
  const id = newId('user');
  const inserted = await tx
    .insert(accounts)
    .values({ id, email, displayName, passwordHash })
    .onConflictDoNothing({ target: accounts.email })
    .returning({ id: accounts.id });
  if (inserted.length === 0) return failed(emailTaken());
  if (!(await claimUsername(tx, username, id))) {
    await tx.delete(accounts).where(eq(accounts.id, id));
    return failed(usernameTaken());
  }
  await emit(tx, AccountCreated.create(id, { userId: id, username, displayName }));
  return done(id);
}

async function findTaken(tx: Tx, { username, email }: SignUp): Promise<Outcome<never> | undefined> {
  const names = await tx
    .select()
    .from(usernames)
    .where(and(eq(usernames.username, username), pointing()));
  const [first, ...others]: Failure[] = [
    ...(names.length > 0 ? [usernameTaken()] : []),
    ...((await findAccount(tx, { email })) ? [emailTaken()] : []),
  ];
  return first && failed(first, ...others);
}

// A key alone proves nothing: a repeated call counts as an attempt at the password, and is one.
async function provePassword(identity: Identity, input: SignUp): Promise<Outcome<void>> {
  const account = await findAccount(identity.db, { email: input.email });
  const counted = await countPasswordAttempt(identity, { email: input.email }, account);
  if (!counted.ok) return counted;
  const fits = await identity.hasher.verify(account?.passwordHash, input.password);
  if (!fits.ok) return fits;
  return fits.value ? done(undefined) : failed(usernameTaken(), emailTaken());
}
