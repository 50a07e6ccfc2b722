import type { Tx } from '@ursa/database';
import { and, eq } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { pins } from '../tables/index.ts';

/** Shows a post that `lockPost` holds first on its author's profile. */
export async function pinPost(tx: Tx, { id: postId, authorId: userId }: PostRow): Promise<void> {
  await tx
    .insert(pins)
    .values({ userId, postId })
    .onConflictDoUpdate({ target: pins.userId, set: { postId } });
}

/** Shows it there no longer; another one that is pinned stays. */
export async function unpinPost(tx: Tx, { id, authorId }: PostRow): Promise<void> {
  await tx.delete(pins).where(and(eq(pins.userId, authorId), eq(pins.postId, id)));
}
