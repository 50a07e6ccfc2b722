import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed, invalid } from '@ursa/outcome';
import { reservedUsernames } from './reserved-usernames.ts';

const path = ['username'];

/** The name as it is kept. Case does not count, so there is one form of every name; look-alikes stay as they are. */
export function foldUsername(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether a folded text can be a username. */
export function isUsername(text: string): boolean {
  return /^[a-z0-9_]{3,30}$/.test(text);
}

/** A username somebody may take: 3–30 of a–z, 0–9 and _, and not reserved. */
export function parseUsername(text: string): Outcome<string> {
  const username = foldUsername(text);
  if (!isUsername(username)) {
    return failed(invalid(path, 'A username is 3 to 30 characters long: a–z, 0–9 and _.'));
  }
  if (reservedUsernames.has(username)) return failed(usernameTaken());
  return done(username);
}

/** Reserved, current and held names are refused alike. */
export function usernameTaken() {
  return conflict('This username is taken.', path);
}
