import type { Tx } from '@ursa/database';
import { tagsOf } from '@ursa/text';
import type { PostRow } from '../tables/index.ts';
import { tags } from '../tables/index.ts';
import { tagId } from './tag-name.ts';

/** Lets the topics of a post be found by their ids, if everybody may know that they are written about. */
export async function keepTags(tx: Tx, { entities, visibility, groupId }: PostRow): Promise<void> {
  if (visibility !== 'PUBLIC' || groupId !== null) return;
  // In one order, so that posts with the same topics do not wait for each other in a circle.
  const names = tagsOf(entities).sort();
  if (names.length === 0) return;
  const rows = names.map((name) => ({ id: tagId(name), name }));
  await tx.insert(tags).values(rows).onConflictDoNothing();
}
