import type { Tx } from '@ursa/database';
import type { MediaId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, rateLimited } from '@ursa/outcome';
import { and, eq, gt, sql } from 'drizzle-orm';
import { media } from '../tables/index.ts';
import { uploadGraceMs } from './lifetimes.ts';
import type { UploadPlan } from './upload-plan.ts';

/** Most uploads that one person may have open. */
export const maxOpenUploads = 50;

/** Announces an upload. */
export async function createUpload(
  tx: Tx,
  ownerId: UserId,
  plan: UploadPlan,
  uploadMs: number,
): Promise<Outcome<MediaId>> {
  const createdAt = new Date();
  // One person's announcements take turns, or many at once would all find room.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${ownerId}, 0))`);
  const open = and(eq(media.ownerId, ownerId), eq(media.status, 'UPLOADING'), gt(media.expiresAt, createdAt));
  const uploading = await tx
    .select({ expiresAt: media.expiresAt })
    .from(media)
    .where(open)
    .limit(maxOpenUploads);
  if (uploading.length >= maxOpenUploads) {
    const first = Math.min(...uploading.map(({ expiresAt }) => expiresAt.getTime()));
    return failed(rateLimited((first - createdAt.getTime()) / 1_000));
  }
  const id = newId('media');
  const expiresAt = new Date(createdAt.getTime() + uploadMs);
  const removeAfter = new Date(expiresAt.getTime() + uploadGraceMs);
  await tx
    .insert(media)
    .values({ id, ownerId, ...plan, status: 'UPLOADING', createdAt, expiresAt, removeAfter });
  return done(id);
}
