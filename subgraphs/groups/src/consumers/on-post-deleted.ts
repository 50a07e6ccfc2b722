import { PostDeleted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { eq } from 'drizzle-orm';
import { pinnedPosts } from '../tables/index.ts';

/** A deleted post leaves its place at the top of its group to another. */
export const onPostDeleted = consumer(PostDeleted, async ({ payload }, { tx }) => {
  await tx.delete(pinnedPosts).where(eq(pinnedPosts.postId, payload.postId));
});
