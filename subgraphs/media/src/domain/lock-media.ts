import type { Tx } from '@ursa/database';
import type { MediaId, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, notFound } from '@ursa/outcome';
import { and, eq, ne } from 'drizzle-orm';
import type { MediaRow } from '../tables/index.ts';
import { media } from '../tables/index.ts';

/** The path of every mutation's target. */
export const targetPath = ['mediaId'];

/**
 * A media of the viewer's own, locked until the transaction ends.
 * @param visible the media as the viewer may see it
 */
export async function lockOwnMedia(
  tx: Tx,
  id: MediaId,
  viewer: UserId,
  visible: (id: MediaId) => Promise<MediaRow | null>,
): Promise<Outcome<MediaRow>> {
  const seen = await visible(id);
  if (!seen) return failed(notFound('media', targetPath));
  if (seen.ownerId !== viewer) return failed(forbidden('Only its owner may do this.', targetPath));
  const [row] = await tx
    .select()
    .from(media)
    .where(and(eq(media.id, id), ne(media.status, 'REMOVING')))
    .for('update');
  return row ? done(row) : failed(notFound('media', targetPath));
}
