import type { Tx } from '@ursa/database';
import type { Objects } from '@ursa/objects';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed } from '@ursa/outcome';
import { eq } from 'drizzle-orm';
import type { MediaRow } from '../tables/index.ts';
import { media } from '../tables/index.ts';
import { incomingKey } from './keys.ts';

/** Hands a locked upload over to the workers, if its bytes are there; later calls change nothing. */
export async function completeUpload(
  tx: Tx,
  upload: MediaRow,
  objects: Objects,
): Promise<Outcome<MediaRow['id']>> {
  const { id } = upload;
  if (upload.status !== 'UPLOADING') return done(id);
  const path = ['mediaId'];
  if (upload.expiresAt.getTime() < Date.now()) {
    return failed(conflict('The time for this upload is over; begin another one.', path));
  }
  if ((await objects.size(incomingKey(id))) !== upload.size) {
    return failed(conflict('The bytes are not there yet, or not all of them.', path));
  }
  await tx.update(media).set({ status: 'PROCESSING', removeAfter: null }).where(eq(media.id, id));
  return done(id);
}
