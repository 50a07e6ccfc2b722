import type { Tx } from '@ursa/database';
import { sql } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { authorCounts, groupCounts } from '../tables/index.ts';

/** Keeps the counts in step with a post that comes (+1) or goes (−1): its group's, or its author's. */
export async function countPost(
  tx: Tx,
  { authorId, visibility, groupId }: Pick<PostRow, 'authorId' | 'visibility' | 'groupId'>,
  by: 1 | -1,
): Promise<void> {
  if (groupId !== null) {
    await tx
      .insert(groupCounts)
      .values({ groupId, posts: by })
      .onConflictDoUpdate({ target: groupCounts.groupId, set: { posts: sql`${groupCounts.posts} + ${by}` } });
    return;
  }
  await tx
    .insert(authorCounts)
    .values({ authorId, visibility, posts: by })
    .onConflictDoUpdate({
      target: [authorCounts.authorId, authorCounts.visibility],
      set: { posts: sql`${authorCounts.posts} + ${by}` },
    });
}
