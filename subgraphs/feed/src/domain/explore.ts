import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import type { Page, Slice } from '@ursa/pagination';
import { sql } from 'drizzle-orm';
import { prepared } from './prepared.ts';
import { openPost, readablePost, wanted } from './shown.ts';

/** Posts in a ranking. */
const ranked = 1_000;
/** Most posts looked at for them: what authors or groups keep to themselves is among these. */
const considered = 5_000;

/** A post's place in the ranking of a moment. */
export interface Ranked {
  readonly rankedAt: Date;
  readonly rank: number;
  readonly postId: PostId;
}

export type RankedKey = readonly [rankedAt: Date, rank: number];

/** The moment of a ranking that is fresh enough; makes a new one if there is none. */
export async function freshRanking(tx: Tx, freshMs: number): Promise<Date> {
  const [row] = await prepared<{ ranked_at: string }>(
    tx,
    'fresh-ranking',
    sql`
      with fresh as (
        select ranked_at from rankings where ranked_at > now() - make_interval(secs => ${freshMs / 1_000})
        order by ranked_at desc limit 1
      ), made as (
        insert into rankings (ranked_at, post_ids)
        select date_trunc('milliseconds', now()), array(
          select p.post_id from (
            select post_id, score from engagement where is_open order by score desc limit ${considered}
          ) moving join posts p on p.post_id = moving.post_id
          where not p.is_deleted and ${openPost}
          order by moving.score desc limit ${ranked}
        ) where not exists (select 1 from fresh)
        on conflict (ranked_at) do update set post_ids = excluded.post_ids
        returning ranked_at
      )
      select ranked_at from fresh union all select ranked_at from made`,
  );
  return new Date((row as { ranked_at: string }).ranked_at);
}

/** A page of the ranking of a moment, as far as the viewer may see its posts now; undefined: it is kept no longer. */
export async function rankedPage(
  tx: Tx,
  viewer: UserId | null,
  { rankedAt, page }: { rankedAt: Date; page: Page<RankedKey> },
): Promise<Slice<Ranked> | undefined> {
  const { size, direction, after, before } = page;
  const [order, name] = direction === 'forward' ? [sql`asc`, 'asc'] : [sql`desc`, 'desc'];
  const rows = await prepared<{ rank: string | null; post_id: string }>(
    tx,
    `ranked-${name}-${viewer === null ? 'nobody' : 'viewer'}`,
    sql`
      select found.* from rankings left join lateral (
        select entry.rank, p.post_id
        from unnest(post_ids) with ordinality entry(post_id, rank) join posts p on p.post_id = entry.post_id
        where entry.rank > ${after?.[1] ?? 0}::bigint and entry.rank < ${before?.[1] ?? ranked + 1}::bigint
          and ${readablePost(viewer)} and ${openPost} and ${wanted(viewer)}
        order by entry.rank ${order} limit ${size + 1}::int
      ) found on true
      where ranked_at = ${rankedAt.toISOString()}::timestamptz
      order by rank ${order}`,
  );
  if (rows.length === 0) return undefined;
  const found = rows
    .filter((row) => row.rank !== null)
    .map((row) => ({ rankedAt, rank: Number(row.rank), postId: fromUuid('post', row.post_id) }));
  const kept = found.slice(0, size);
  return { rows: direction === 'forward' ? kept : kept.reverse(), more: found.length > size };
}
