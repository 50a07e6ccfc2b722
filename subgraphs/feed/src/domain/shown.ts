import { notBlocked, notMuted, readable } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';

// Conditions over `p`, a row of posts, and `i`, a row of items or of the timeline.

/** The viewer may read the post as it is published NOW, whatever it was when it was pushed. */
export function readablePost(viewer: UserId | null): SQL {
  const columns = { authorId: sql`p.author_id`, visibility: sql`p.visibility`, groupId: sql`p.group_id` };
  if (viewer !== null) return sql`(not p.is_deleted and ${readable(viewer, columns)})`;
  return sql`(not p.is_deleted and ${openPost})`;
}

/** Everybody may read the post. */
export const openPost = sql`(case when p.group_id is null
  then p.visibility = 'PUBLIC' and exists (select 1 from people where user_id = p.author_id and not is_private)
  else exists (select 1 from groups where group_id = p.group_id and privacy = 'PUBLIC') end)`;

/** The viewer neither asked to see less of the post, its author or who else is named, nor mutes one of them. */
export function wanted(viewer: UserId | null, other: SQL = sql`p.author_id`): SQL {
  if (viewer === null) return sql`true`;
  return sql`(
    not exists (
      select 1 from dismissals
      where viewer_id = ${toUuid(viewer)}::uuid and subject_id in (p.post_id, p.author_id, ${other}) and until > now()
    )
    and ${notMuted(viewer, [sql`p.author_id`, other])}
  )`;
}

/**
 * THE rule of what belongs to a feed: what sources bring that the viewer is subscribed to now, and what they publish
 * themselves; a repost only of what does not stand there anyway. Page, count, node, stream and mutation all use it.
 */
export function belongs(viewer: UserId): SQL {
  const me = sql`${toUuid(viewer)}::uuid`;
  const subscribed = (source: SQL) => sql`exists (
    select 1 from subscribers where source_id = ${source} and subscriber_id = ${me} and holds
  )`;
  return sql`(
    ${readablePost(viewer)}
    and ${wanted(viewer, sql`i.source_id`)}
    and case when not i.is_repost then i.source_id = ${me} or ${subscribed(sql`i.source_id`)}
      else ${subscribed(sql`i.source_id`)} and p.author_id <> ${me}
        and not ${subscribed(sql`coalesce(p.group_id, p.author_id)`)}
        and ${notBlocked(viewer, sql`i.source_id`)}
        and ${firstRepost(me)} end
  )`;
}

/** Of several reposts of one post the earliest stands in the feed. */
const firstRepost = (me: SQL) => sql`(
  not exists (
    select 1 from timeline other
    where other.owner_id = ${me} and other.post_id = i.post_id and other.is_repost and other.item_id < i.item_id
  )
  and not exists (
    select 1 from subscribers large join items other on other.source_id = large.source_id
    where large.subscriber_id = ${me} and large.holds and large.is_large
      and other.post_id = i.post_id and other.is_repost and other.item_id < i.item_id
  )
)`;
