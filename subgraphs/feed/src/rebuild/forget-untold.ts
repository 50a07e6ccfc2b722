import type { Db } from '@ursa/database';
import { eachStretch } from '@ursa/outbox';

/**
 * Conditions of rows that follow from nothing that is known. Whoever changes what they follow from changes them in the
 * same transaction, so a statement sees both or neither.
 */
const untold = {
  items: `not exists (
      select from posts p where p.post_id = items.post_id and p.item_id = items.item_id and not p.is_deleted
        and items.source_id = coalesce(p.group_id, p.author_id) and not items.is_repost
    ) and not exists (
      select from reposts r where r.post_id = items.post_id and r.reposter_id = items.source_id
        and r.item_id = items.item_id and r.holds and items.is_repost
    )`,
  tagged: `not exists (
      select from posts p where p.post_id = tagged.post_id and p.item_id = tagged.item_id and not p.is_deleted
        and tagged.tag = any(p.tags)
    )`,
  // Of a post that was not heard of yet points are remembered: so for an hour.
  engagement: `not exists (
      select from posts p where p.post_id = engagement.post_id and not p.is_deleted
    ) and (published_seconds < extract(epoch from now() - interval '1 hour')
      or exists (select from posts p where p.post_id = engagement.post_id))`,
  timeline: `(
      not exists (
        select from items i where i.item_id = timeline.item_id and i.post_id = timeline.post_id
          and i.source_id = timeline.source_id and i.is_repost = timeline.is_repost and not i.withheld
      ) or not exists (
        select from subscribers s
        where s.source_id = timeline.source_id and s.subscriber_id = timeline.owner_id and s.holds
      )
    )`,
};

/** Removes them; items before the timelines that show them. */
export async function forgetUntold(db: Db): Promise<void> {
  for (const [table, where] of Object.entries(untold)) {
    await eachStretch(db, table, `delete from ${table} where ${where}`);
  }
}
