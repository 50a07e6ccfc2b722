import type { Db } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { pushQuietMs } from './push-quiet.ts';

const batch = 1_000;
/** As long as events that tell of a comment may come again. */
const keepGoneDays = 30;

/** Forgets what devices were told long enough ago, and comments that have been gone for long; so many at a time. */
export async function clearAway(db: Db): Promise<void> {
  await db.execute(sql`
    delete from pushes where (notification_id, device_id) in (
      select notification_id, device_id from pushes
      where due_at is null and sent_at < now() - ${pushQuietMs} * interval '1 millisecond'
      limit ${batch}
    )
  `);
  await db.execute(sql`
    delete from gone_comments where comment_id in (
      select comment_id from gone_comments where gone_at < now() - ${keepGoneDays} * interval '1 day' limit ${batch}
    )
  `);
}
