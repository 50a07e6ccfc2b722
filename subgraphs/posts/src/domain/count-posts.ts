import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { Visibility } from '../tables/index.ts';
import { authorCounts } from '../tables/index.ts';

/** Keeps `author_counts` in step with a post that comes (+1) or goes (−1), within its transaction. */
export async function countPost(tx: Tx, authorId: UserId, visibility: Visibility, by: 1 | -1): Promise<void> {
  await tx
    .insert(authorCounts)
    .values({ authorId, visibility, posts: by })
    .onConflictDoUpdate({
      target: [authorCounts.authorId, authorCounts.visibility],
      set: { posts: sql`${authorCounts.posts} + ${by}` },
    });
}
