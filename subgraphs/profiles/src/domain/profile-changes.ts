import type { Failure, Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { cleanText } from '@ursa/text';

/** What a person may change of their profile. Undefined leaves it, null removes it. */
export interface WantedChanges {
  readonly displayName?: string | null | undefined;
  readonly bio?: string | null | undefined;
  readonly website?: URL | string | null | undefined;
  readonly location?: string | null | undefined;
  readonly isPrivate?: boolean | null | undefined;
}

/** Changes as they are kept; what is absent stays. */
export interface ProfileChanges {
  displayName?: string;
  bio?: string | null;
  website?: string | null;
  location?: string | null;
  isPrivate?: boolean;
}

type Checked<T> = Outcome<T | undefined>;

/** Cleans and checks the changes; every failure at once. */
export function checkChanges(wanted: WantedChanges): Outcome<ProfileChanges> {
  const checked = {
    displayName: displayName(wanted.displayName),
    bio: optionalText(wanted.bio, 300, ['bio'], (text) => text),
    website: website(wanted.website),
    location: optionalText(wanted.location, 100, ['location'], inOneLine),
    isPrivate: isPrivate(wanted.isPrivate),
  };
  const failures = Object.values(checked).flatMap((one: Checked<unknown>) => (one.ok ? [] : one.failures));
  const [first, ...others] = failures as Failure[];
  if (first) return failed(first, ...others);
  const changes = Object.entries(checked).flatMap(([name, one]) =>
    one.ok && one.value !== undefined ? [[name, one.value] as const] : [],
  );
  return done(Object.fromEntries(changes));
}

const inOneLine = (text: string) => text.replace(/\s+/gu, ' ');

function displayName(raw: WantedChanges['displayName']): Checked<string> {
  if (raw === undefined) return done(undefined);
  if (raw === null) return failed(invalid(['displayName'], 'A name to show cannot be removed.'));
  const text = cleanText(inOneLine(raw), { min: 1, max: 50 }, ['displayName']);
  // Made of invisible characters only, a name could not be seen or clicked.
  if (text.ok && !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.value)) {
    return failed(invalid(['displayName'], 'A name to show must have something to see.'));
  }
  return text;
}

function optionalText(
  raw: string | null | undefined,
  max: number,
  path: string[],
  shape: (text: string) => string,
): Checked<string | null> {
  if (raw === undefined || raw === null) return done(raw);
  const text = cleanText(shape(raw), { min: 0, max }, path);
  return text.ok ? done(text.value || null) : text;
}

function website(raw: WantedChanges['website']): Checked<string | null> {
  if (raw === undefined || raw === null) return done(raw);
  const url = URL.parse(raw.toString());
  const path = ['website'];
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return failed(invalid(path, 'Must be an http or https address.'));
  }
  // A name before the host reads like the host (https://bank.example@evil.example).
  if (url.username || url.password) return failed(invalid(path, 'Must not hold a user name or password.'));
  if (url.href.length > 200) return failed(invalid(path, 'Must be up to 200 characters long.'));
  return done(url.href);
}

function isPrivate(raw: WantedChanges['isPrivate']): Checked<boolean> {
  return raw === null ? failed(invalid(['isPrivate'], 'Must be true or false.')) : done(raw);
}
