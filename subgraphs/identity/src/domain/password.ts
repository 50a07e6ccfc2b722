import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';

const most = 128;
const problem = invalid(['password'], `A password is 8 to ${most} characters long.`);

/**
 * The password as it is hashed, so that it is the same from every keyboard: NFKC, as NIST SP 800-63B section
 * 3.1.1.2 asks. Undefined when it is longer than any password here; nothing is normalised then.
 */
export function foldPassword(text: string): string | undefined {
  // NFKC shortens a text by less than a factor of four, in UTF-16 units.
  if (text.length > most * 8 || !text.isWellFormed()) return undefined;
  const password = text.normalize('NFKC');
  return [...password].length > most ? undefined : password;
}

/** A password to sign up with: 8–128 characters. */
export function parsePassword(text: string): Outcome<string> {
  const password = foldPassword(text);
  return password === undefined || [...password].length < 8 ? failed(problem) : done(password);
}
