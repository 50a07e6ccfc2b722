import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, notFound } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';

const path = ['postId'];

/**
 * The viewer's own post, locked for a change. Somebody else's is forbidden to those who may see it; to others there
 * is no such post.
 * @param visible the post as the viewer may see it, asked only if it is not theirs
 */
export async function lockPost(
  tx: Tx,
  id: PostId,
  viewer: UserId,
  visible: (id: PostId) => Promise<PostRow | null>,
): Promise<Outcome<PostRow>> {
  const own = and(eq(posts.id, id), eq(posts.authorId, viewer));
  const [post] = await tx.select().from(posts).where(own).for('update');
  if (post) return done(post);
  const seen = await visible(id);
  return failed(seen ? forbidden('Only its author may change a post.', path) : notFound('post', path));
}
