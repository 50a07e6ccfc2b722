import type { Tx } from '@ursa/database';
import { PostDeleted } from '@ursa/events/contracts';
import { emit } from '@ursa/outbox';
import { eq } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';
import { countPost } from './count-posts.ts';
import { countQuote } from './count-quote.ts';

/** Deletes a post that its lock holds, with all that hangs on it here; what others hang on it goes by the event. */
export async function deletePost(tx: Tx, post: PostRow): Promise<void> {
  const { id, authorId } = post;
  await tx.delete(posts).where(eq(posts.id, id));
  await countPost(tx, post, -1);
  await countQuote(tx, post, -1);
  await emit(tx, PostDeleted.create(id, { postId: id, authorId }));
}
