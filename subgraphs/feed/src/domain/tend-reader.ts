import type { Db, Tx } from '@ursa/database';
import { transact } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { ReaderState } from './read-feed.ts';

/** Newest items taken from each source when a timeline is filled. */
const perSource = 50;

/**
 * Does what the state of a reader asks for. True: their timeline is another one now, read it again.
 *
 * A timeline is filled when its reader comes (back), and once more a little later: a post that was being pushed while
 * they came is in neither the first filling nor the push.
 */
export async function tendReader(db: Db, viewer: UserId, state: ReaderState): Promise<boolean> {
  if (state === 'kept') return false;
  const me = toUuid(viewer);
  if (state === 'seen') {
    await db.execute(sql`update readers set last_seen = now() where user_id = ${me}`);
    return false;
  }
  if (state === 'away') {
    // On its own, so that whatever is pushed from now on reaches the reader while the timeline is filled.
    await db.execute(sql`
      insert into readers (user_id, last_seen, active_since, filled_at) values (${me}, now(), now(), now())
      on conflict (user_id) do update set last_seen = now(), active_since = now(), filled_at = now()`);
  }
  await transact(db, async (tx) => {
    await fillTimeline(tx, viewer);
    await tx.execute(sql`update readers set last_seen = now(), filled_at = now() where user_id = ${me}`);
  });
  return true;
}

/** Puts into a timeline what its sources brought before, up to the cap. What stands there stays. */
export async function fillTimeline(tx: Tx, owner: UserId): Promise<void> {
  const me = sql`${toUuid(owner)}::uuid`;
  await tx.execute(sql`
    insert into timeline (owner_id, item_id, post_id, source_id, is_repost, written_in)
    select ${me}, item.item_id, item.post_id, item.source_id, item.is_repost, '0'
    from subscribers cross join lateral (
      select * from items where items.source_id = subscribers.source_id and not withheld
      order by item_id desc limit ${perSource}
    ) item
    where subscriber_id = ${me} and holds and not is_large
    order by item.item_id desc limit (select timeline_cap from settings)
    on conflict do nothing`);
}
