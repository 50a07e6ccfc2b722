import type { Tx } from '@ursa/database';
import { PostDeleted } from '@ursa/events/contracts';
import { emit } from '@ursa/outbox';
import { eq } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';
import { countPost } from './count-posts.ts';

/** Deletes a post that `lockPost` holds, its revisions with it; what others hang on it goes by the event. */
export async function deletePost(tx: Tx, { id, authorId, visibility }: PostRow): Promise<void> {
  await tx.delete(posts).where(eq(posts.id, id));
  await countPost(tx, authorId, visibility, -1);
  await emit(tx, PostDeleted.create(id, { postId: id, authorId }));
}
