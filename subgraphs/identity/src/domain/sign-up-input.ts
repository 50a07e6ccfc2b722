import { maxKeyLength } from '@ursa/idempotency';
import type { Failure, Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { cleanText } from '@ursa/text';
import { parseEmail } from './email.ts';
import { parsePassword } from './password.ts';
import { parseUsername } from './username.ts';

/** What somebody signs up with, as it came. */
export interface SignUpInput {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly clientMutationId?: string | null | undefined;
}

/** The same, within all bounds and in the form that is kept. */
export interface SignUp {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly key: string | undefined;
}

/** Reads a sign-up; tells everything that is wrong with it at once. */
export function parseSignUp(input: SignUpInput): Outcome<SignUp> {
  const username = parseUsername(input.username);
  const email = parseEmail(input.email);
  const password = parsePassword(input.password);
  const displayName = parseDisplayName(input.displayName);
  const key = parseKey(input.clientMutationId);
  if (username.ok && email.ok && password.ok && displayName.ok && key.ok) {
    return done({
      username: username.value,
      email: email.value,
      password: password.value,
      displayName: displayName.value,
      key: key.value,
    });
  }
  const failures = [username, email, password, displayName, key].flatMap((part) =>
    part.ok ? [] : part.failures,
  );
  return failed(...(failures as [Failure, ...Failure[]]));
}

function parseDisplayName(text: string): Outcome<string> {
  const path = ['displayName'];
  const name = cleanText(text, { min: 1, max: 50 }, path);
  return name.ok && /[\n\t]/.test(name.value) ? failed(invalid(path, 'A name is one line.')) : name;
}

/** A `clientMutationId` within its bounds. */
export function parseKey(key: string | null | undefined): Outcome<string | undefined> {
  if (key == null) return done(undefined);
  const inBounds = key.length > 0 && key.length <= maxKeyLength && !key.includes('\0');
  const path = ['clientMutationId'];
  return inBounds ? done(key) : failed(invalid(path, `Must be 1 to ${maxKeyLength} characters long.`));
}
