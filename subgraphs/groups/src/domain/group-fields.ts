import type { GroupPrivacy } from '@ursa/audience';
import type { MediaId } from '@ursa/ids';
import type { Failure, Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { cleanText } from '@ursa/text';

/** What somebody wants a group to say of itself. Undefined leaves it. */
export interface WantedFields {
  readonly handle?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly rules?: string | null | undefined;
  readonly privacy?: GroupPrivacy | null | undefined;
  /** Checked already: it is a picture the viewer may show. */
  readonly avatarMediaId?: MediaId | null | undefined;
}

/** The same as it is kept; what is absent stays. */
export interface GroupFields {
  handle?: string;
  name?: string;
  description?: string;
  rules?: string;
  privacy?: GroupPrivacy;
  avatarMediaId?: MediaId | null;
}

type Checked<T> = Outcome<T | undefined>;

/** Cleans and checks; every failure at once. */
export function checkFields(wanted: WantedFields): Outcome<GroupFields> {
  const checked = {
    handle: handle(wanted.handle),
    name: name(wanted.name),
    description: optionalText(wanted.description, 500, ['description']),
    rules: optionalText(wanted.rules, 5_000, ['rules']),
    privacy:
      wanted.privacy === null ? failed(invalid(['privacy'], 'Must be one of them.')) : done(wanted.privacy),
    avatarMediaId: done(wanted.avatarMediaId),
  };
  const failures = Object.values(checked).flatMap((one: Checked<unknown>) => (one.ok ? [] : one.failures));
  const [first, ...others] = failures as Failure[];
  if (first) return failed(first, ...others);
  const fields = Object.entries(checked).flatMap(([field, one]) =>
    one.ok && one.value !== undefined ? [[field, one.value] as const] : [],
  );
  return done(Object.fromEntries(fields));
}

/** The form in which handles are kept and compared. */
export const handleOf = (raw: string) => raw.toLowerCase();

function handle(raw: WantedFields['handle']): Checked<string> {
  if (raw === undefined) return done(undefined);
  if (raw === null || !/^[A-Za-z0-9_]{3,30}$/.test(raw)) {
    return failed(invalid(['handle'], 'Must be 3 to 30 of a–z, 0–9 and _.'));
  }
  return done(handleOf(raw));
}

function name(raw: WantedFields['name']): Checked<string> {
  if (raw === undefined) return done(undefined);
  if (raw === null) return failed(invalid(['name'], 'A name cannot be removed.'));
  const text = cleanText(raw.replace(/\s+/gu, ' '), { min: 1, max: 50 }, ['name']);
  // Made of invisible characters only, a name could not be seen or clicked.
  if (text.ok && !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.value)) {
    return failed(invalid(['name'], 'A name must have something to see.'));
  }
  return text;
}

function optionalText(raw: string | null | undefined, max: number, path: string[]): Checked<string> {
  return raw === undefined ? done(undefined) : cleanText(raw ?? '', { min: 0, max }, path);
}
