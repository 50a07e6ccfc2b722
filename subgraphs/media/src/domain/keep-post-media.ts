import type { Tx } from '@ursa/database';
import type { MediaId, PostId } from '@ursa/ids';
import { and, eq, notInArray } from 'drizzle-orm';
import { postAudiences, postMedia } from '../tables/index.ts';
import { keepUse } from './use.ts';

/** Keeps what a post shows since an event, unless `post_audiences` knows of a newer one. */
export async function keepPostMedia(
  tx: Tx,
  { postId, mediaIds, sequence }: { postId: PostId; mediaIds: readonly MediaId[]; sequence: number },
): Promise<void> {
  const [known] = await tx
    .select({ sequence: postAudiences.sequence })
    .from(postAudiences)
    .where(eq(postAudiences.postId, postId));
  if (known && known.sequence > sequence) return;
  const ofPost = eq(postMedia.postId, postId);
  const other = mediaIds.length > 0 ? and(ofPost, notInArray(postMedia.mediaId, [...mediaIds])) : ofPost;
  const gone = await tx.delete(postMedia).where(other).returning({ mediaId: postMedia.mediaId });
  if (mediaIds.length > 0) {
    const rows = mediaIds.map((mediaId) => ({ postId, mediaId }));
    await tx.insert(postMedia).values(rows).onConflictDoNothing();
  }
  await keepUse(tx, [...mediaIds, ...gone.map(({ mediaId }) => mediaId)]);
}
