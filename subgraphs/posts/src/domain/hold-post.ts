import type { Tx } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import { eq } from 'drizzle-orm';
import { posts } from '../tables/index.ts';

/**
 * Keeps a post from being deleted until the transaction ends, so that something may be hung on it.
 * @returns false: it is gone
 */
export async function holdPost(tx: Tx, id: PostId): Promise<boolean> {
  const [post] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.id, id)).for('key share');
  return post !== undefined;
}
