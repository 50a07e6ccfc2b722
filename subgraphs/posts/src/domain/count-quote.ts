import type { Tx } from '@ursa/database';
import { eq, sql } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';

/** Counts a quote that comes (+1) or goes (−1) at the post it quotes, if everybody may see the quote. */
export async function countQuote(
  tx: Tx,
  { quotedPostId, visibility, groupId }: Pick<PostRow, 'quotedPostId' | 'visibility' | 'groupId'>,
  by: 1 | -1,
): Promise<void> {
  if (quotedPostId === null || visibility !== 'PUBLIC' || groupId !== null) return;
  await tx
    .update(posts)
    .set({ quoteCount: sql`${posts.quoteCount} + ${by}` })
    .where(eq(posts.id, quotedPostId));
}
