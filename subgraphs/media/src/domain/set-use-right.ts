import type { Db } from '@ursa/database';
import { transact } from '@ursa/database';
import type { MediaId } from '@ursa/ids';
import { eachStretch } from '@ursa/outbox';
import { asc, gt } from 'drizzle-orm';
import { media } from '../tables/index.ts';
import { keepUse } from './use.ts';

const batch = 500;

/** Forgets what is shown by posts that nobody knows, and looks anew whether each media is shown anywhere. */
export async function setUseRight(db: Db): Promise<void> {
  await eachStretch(
    db,
    'post_media',
    'delete from post_media where not exists (select from post_audiences where post_audiences.post_id = post_media.post_id)',
  );
  for (let last: MediaId | undefined, more = true; more; ) {
    const rows: { id: MediaId }[] = await transact(db, async (tx) => {
      const found = await tx
        .select({ id: media.id })
        .from(media)
        .where(last && gt(media.id, last))
        .orderBy(asc(media.id))
        .limit(batch);
      await keepUse(
        tx,
        found.map(({ id }) => id),
      );
      return found;
    });
    last = rows.at(-1)?.id;
    more = rows.length === batch;
  }
}
