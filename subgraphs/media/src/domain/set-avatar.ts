import type { Tx } from '@ursa/database';
import type { MediaId, UserId } from '@ursa/ids';
import { eq } from 'drizzle-orm';
import { avatars } from '../tables/index.ts';
import { keepUse } from './use.ts';

/** Gives somebody a picture, or none; what was shown before is unused. */
export async function setAvatar(tx: Tx, userId: UserId, mediaId: MediaId | null): Promise<void> {
  const [before] = await tx.select().from(avatars).where(eq(avatars.userId, userId)).for('update');
  if (mediaId === null) await tx.delete(avatars).where(eq(avatars.userId, userId));
  else {
    const set = { mediaId, setAt: new Date() };
    await tx
      .insert(avatars)
      .values({ userId, ...set })
      .onConflictDoUpdate({ target: avatars.userId, set });
  }
  const touched = [before?.mediaId, mediaId].filter((id) => id !== undefined && id !== null);
  await keepUse(tx, [...new Set(touched)]);
}
