import { randomUUID } from 'node:crypto';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type pg from 'pg';

/** One page of a feed: the rows it is made of, in one prepared statement, with who may see them decided. */
const page = {
  name: 'limit-page',
  text: `
    select i.item_id, i.post_id, i.source_id, i.is_repost, p.author_id, p.group_id from (
      (select item_id, post_id, source_id, is_repost from timeline where owner_id = $1
        order by item_id desc limit $2)
      union
      (select i.item_id, i.post_id, i.source_id, i.is_repost from subscribers s cross join lateral (
          select * from items where items.source_id = s.source_id order by item_id desc limit $2
        ) i where s.subscriber_id = $1 and s.holds and s.is_large)
      union
      (select item_id, post_id, source_id, is_repost from items where source_id = $1
        order by item_id desc limit $2)
    ) i
    join posts p on p.post_id = i.post_id and not p.is_deleted
    join people a on a.user_id = p.author_id
    left join follows f on f.follower_id = $1 and f.followed_id = p.author_id and f.holds
    left join blocks b on b.blocker_id = $1 and b.blocked_id = p.author_id and b.holds
    left join blocks c on c.blocker_id = p.author_id and c.blocked_id = $1 and c.holds
    where (p.author_id = $1 or p.visibility = 'PUBLIC' and not a.is_private or f.holds and p.visibility <> 'PRIVATE')
      and b.holds is null and c.holds is null
    order by i.item_id desc limit $2`,
};

/** Reads a page as plainly as can be. */
export async function readPage(pool: pg.Pool, viewer: UserId, size: number): Promise<number> {
  const { rows } = await pool.query({ ...page, values: [toUuid(viewer), size] });
  return rows.length;
}

const statements = {
  inbox: `insert into inbox (event_id, owner, aggregate, sequence, handled_at) values ($1, 'posts', $2, 1, now())`,
  post: `insert into posts (post_id, item_id, author_id, visibility, tags, is_deleted, sequence)
    values ($1, $2, $3, 'PUBLIC', '{}', false, 1)`,
  item: `insert into items (item_id, source_id, post_id, is_repost, withheld) values ($1, $2, $3, false, false)`,
  engagement: `insert into engagement (post_id, points, published_seconds, is_open) values ($1, 0, $2, true)`,
  timeline: `insert into timeline (owner_id, item_id, post_id, source_id, is_repost)
    select owner, $2, $3, $4, false from unnest($1::uuid[]) as owner`,
};

/** Writes the rows that a post leaves, knowing whom to write them for, in one transaction. */
export async function writePost(
  pool: pg.Pool,
  post: { id: string; author: UserId; at: Date },
  followers: readonly string[],
): Promise<void> {
  const client = await pool.connect();
  const run = (name: keyof typeof statements, ...values: unknown[]) =>
    client.query({ name: `limit-${name}`, text: statements[name], values });
  const author = toUuid(post.author);
  try {
    await client.query('begin');
    await run('inbox', randomUUID(), post.id);
    await run('post', post.id, post.id, author);
    await run('item', post.id, author, post.id);
    await run('engagement', post.id, post.at.getTime() / 1_000);
    await run('timeline', followers, post.id, post.id, author);
    await client.query('commit');
  } finally {
    client.release();
  }
}
