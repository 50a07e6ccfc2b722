import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed, invalid } from '@ursa/outcome';

const path = ['email'];

/** The address as it is kept. Case does not count: no provider in use tells mailboxes apart by it. */
export function foldEmail(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** An address to sign up with, at most 254 characters (RFC 5321 section 4.5.3.1.3, less the brackets). */
export function parseEmail(text: string): Outcome<string> {
  const email = foldEmail(text);
  if (email.length > 254) return failed(invalid(path, 'An email address is at most 254 characters long.'));
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return failed(invalid(path, 'This is not an email address.'));
  return done(email);
}

/** Somebody signed up with it. */
export function emailTaken() {
  return conflict('This email address is taken.', path);
}
