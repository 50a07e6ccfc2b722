import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import { keepDocument } from './keep-document.ts';
import { kinds } from './kinds.ts';
import { nameMark } from './marks.ts';
import { tagUuid } from './moments.ts';

// Read first: writers of a popular tag would wait for each other only to change nothing.
const known = statement<{ id: string }>(
  'search-tags',
  'select id from documents where id = any($1::uuid[]) and sequence > 0',
);

/** Indexes tags that nobody used before. A tag never changes: it is found as long as a post that has it may be seen. */
export async function indexTags(tx: Tx, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const ids = new Set((await known(tx, names.map(tagUuid))).map(({ id }) => id));
  // In one order, so that two who use the same new tags wait for each other instead of deadlocking.
  for (const name of names.filter((one) => !ids.has(tagUuid(one))).toSorted()) {
    const document = { id: tagUuid(name), kind: kinds.TAG, language: 'simple', sequence: 1, name } as const;
    await keepDocument(tx, { ...document, texts: [name], weights: ['A'], marks: [nameMark(name)] });
  }
}
