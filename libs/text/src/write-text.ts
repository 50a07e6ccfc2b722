import type { UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done } from '@ursa/outcome';
import type { TextBounds } from './clean-text.ts';
import { cleanText } from './clean-text.ts';
import type { StoredEntity } from './stored-entities.ts';
import { storedEntities } from './stored-entities.ts';
import { mentionedNames } from './text-entities.ts';

/** A text fit to be kept, with what it mentions. */
export interface WrittenText {
  body: string;
  entities: StoredEntity[];
}

/** Where a text came from, how long it may be, and who knows the people it mentions. */
export interface Writing {
  bounds: TextBounds;
  path: readonly string[];
  findPeople: (usernames: string[]) => Promise<ReadonlyMap<string, UserId>>;
}

/** Cleans and bounds a text and settles who is meant by its mentions; asks nobody if it has none. */
export async function writeText(
  raw: string,
  { bounds, path, findPeople }: Writing,
): Promise<Outcome<WrittenText>> {
  const body = cleanText(raw, bounds, path);
  if (!body.ok) return body;
  const names = mentionedNames(body.value);
  const people = names.length > 0 ? await findPeople(names) : new Map<string, UserId>();
  return done({ body: body.value, entities: storedEntities(body.value, people) });
}
