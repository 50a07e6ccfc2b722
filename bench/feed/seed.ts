import type { UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import type pg from 'pg';

/** People in a network with so many posts. */
export interface Network {
  /** Those who read their feed: each follows 50 people, and 5 whom more follow than are pushed to. */
  readonly readers: readonly UserId[];
  /** People whom 100 readers follow. */
  readonly authors: readonly UserId[];
}

const readers = 100;
const authors = 50;
const large = 5;

// Ids of a kind, numbered: people 1…, posts by their time.
const person = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const post = (n: string) =>
  `(lpad(to_hex(1700000000000 / 65536 + (${n}) / 65536), 8, '0') || '-' || lpad(to_hex((${n}) % 65536), 4, '0')
    || '-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/**
 * Fills the tables of feed as events would have left them. The 50 people whom readers follow wrote eight of ten posts,
 * the five large accounts another: at every size timelines are as full as they get.
 */
export async function seedNetwork(client: pg.Pool, posts: number): Promise<Network> {
  const first = { readers: 1, authors: 1_001, large: 2_001, strangers: 3_001 };
  const author = `case n % 10
    when 0 then ${first.strangers} + (n / 10) % greatest(${posts} / 100, 1)
    when 1 then ${first.large} + (n / 10) % ${large}
    else ${first.authors} + n % ${authors} end`;
  const people = [
    `select generate_series(${first.readers}, ${first.readers + readers - 1})`,
    `select generate_series(${first.authors}, ${first.authors + authors - 1})`,
    `select generate_series(${first.large}, ${first.large + large - 1})`,
    `select generate_series(${first.strangers}, ${first.strangers} + greatest(${posts} / 100, 1))`,
  ].join(' union all ');
  const follows = `select ${person('r')} as reader, ${person('f')} as followed, f >= ${first.large} as is_large
    from generate_series(${first.readers}, ${first.readers + readers - 1}) r,
    (select generate_series(${first.authors}, ${first.authors + authors - 1})
      union all select generate_series(${first.large}, ${first.large + large - 1})) as followed(f)`;
  const steps = [
    `insert into people select ${person('n')}, 'person_' || n, false, 1 from (${people}) as p(n)`,
    `insert into follows select reader, followed, true, 1 from (${follows}) f`,
    `insert into subscribers select followed, reader, true, is_large, 1 from (${follows}) f`,
    `insert into sources select followed, count(*) + case when is_large then 1000000 else 0 end, is_large
      from (${follows}) f group by followed, is_large`,
    `insert into readers (user_id, last_seen, active_since, filled_at)
      select ${person('n')}, now(), now() - interval '1 day', now()
      from generate_series(${first.readers}, ${first.readers + readers - 1}) n`,
    `insert into posts (post_id, item_id, author_id, visibility, tags, is_deleted, sequence)
      select ${post('n')}, ${post('n')}, ${person(author)}, 'PUBLIC', '{}', false, 1
      from generate_series(1::bigint, ${posts}) n`,
    `insert into items (item_id, source_id, post_id, is_repost, withheld, written_in)
      select item_id, author_id, post_id, false, false, '0' from posts`,
    `insert into engagement (post_id, points, published_seconds, is_open)
      select post_id, 0, 1700000000 + row_number() over (order by post_id), true from posts`,
    `insert into timeline (owner_id, item_id, post_id, source_id, is_repost, written_in)
      select user_id, item_id, post_id, source_id, is_repost, '0' from readers, (
        select * from items where source_id in (
          select ${person('n')} from generate_series(${first.authors}, ${first.authors + authors - 1}) n
        ) order by item_id desc limit 800
      ) newest`,
    'analyze',
  ];
  for (const step of steps) await client.query(step);
  const ids = (start: number, count: number) =>
    Array.from({ length: count }, (_, n) =>
      fromUuid('user', `00000000-0000-7000-8000-${(start + n).toString(16).padStart(12, '0')}`),
    );
  return { readers: ids(first.readers, readers), authors: ids(first.authors, authors) };
}

/** Somebody with so many followers who all read their feed. */
export async function seedAuthor(client: pg.Pool, number: number, followers: number): Promise<UserId> {
  const [source, base] = [person(`${number}`), 10_000_000 * (number % 1_000)];
  const follower = person(`${base} + n`);
  const steps = [
    `insert into people select ${source}, 'author_${number}', false, 1`,
    `insert into sources select ${source}, ${followers}, false`,
    `insert into subscribers select ${source}, ${follower}, true, false, 1 from generate_series(1, ${followers}) n`,
    `insert into readers (user_id, last_seen, active_since, filled_at)
      select ${follower}, now(), now(), now() from generate_series(1, ${followers}) n
      on conflict do nothing`,
    'analyze subscribers',
    'analyze readers',
  ];
  for (const step of steps) await client.query(step);
  return fromUuid('user', `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`);
}
