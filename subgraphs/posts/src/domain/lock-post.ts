import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, notFound } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';
import type { WrittenPost } from './written-post.ts';

const path = ['postId'];

/** What the viewer sees of posts that are not theirs, and whether they may do this with them all the same. */
export interface Others {
  visible: (id: PostId) => Promise<WrittenPost | null>;
  /** @default nobody may */
  mayChange?: (post: WrittenPost) => Promise<boolean>;
}

/**
 * The viewer's own post, or another one that they may change, locked for a change. Other people's are forbidden to
 * those who may see them; to everybody else there is no such post.
 */
export async function lockPost(
  tx: Tx,
  id: PostId,
  viewer: UserId,
  { visible, mayChange = async () => false }: Others,
): Promise<Outcome<PostRow>> {
  const [own] = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.id, id), eq(posts.authorId, viewer)))
    .for('update');
  if (own) return done(own);
  const seen = await visible(id);
  if (!seen) return failed(notFound('post', path));
  if (!(await mayChange(seen))) return failed(forbidden('Only its author may do this with a post.', path));
  const [post] = await tx.select().from(posts).where(eq(posts.id, id)).for('update');
  return post ? done(post) : failed(notFound('post', path));
}
