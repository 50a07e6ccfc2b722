import type { PostId, UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import pg from 'pg';

/** Whom and what a bench is about. */
export interface Loaded {
  readonly posts: readonly PostId[];
  readonly viewers: readonly UserId[];
}

const people = 2_000;
const reactionsPerPost = 20;

/** `rows` reactions to open posts, twenty to each, most of them likes and the rest of three other kinds, with everything that stands beside them. */
export async function load(url: string, rows: number): Promise<Loaded> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=reactions' });
  await client.connect();
  try {
    const posts = Math.max(50, Math.round(rows / reactionsPerPost));
    const fill = (sql: string, ...values: number[]) => client.query(sql, values);
    await fill(
      `insert into people select uuidv7(), 'person_' || n, false, 1 from generate_series(1, $1::int) n`,
      people,
    );
    await fill(
      `insert into post_audiences (post_id, author_id, group_id, visibility, is_deleted, sequence)
       select uuidv7(), author.user_id, null, 'PUBLIC', false, 1 from generate_series(1, $1::int) n
       join (select user_id, row_number() over () as place from people) author on author.place = 1 + n % $2::int`,
      posts,
      people,
    );
    await fill(
      `insert into reactions (id, subject_id, subject_type, reactor_id, kind, created_at)
       select uuidv7(), post_id, 'post', reactor.user_id, (array[1,1,1,1,1,1,3,3,4,10])[1 + (post.place * 3 + n * 7) % 10], now()
       from (select post_id, row_number() over () as place from post_audiences) post
       cross join generate_series(1, $1::int) n
       join (select user_id, row_number() over () as place from people) reactor
         on reactor.place = 1 + (post.place * 7 + n * 31) % $2::int`,
      Math.round(rows / posts),
      people,
    );
    await fill(
      `insert into subjects (subject_id, post_id, counts)
       select post_id, post_id, array_agg(coalesce(many, 0) order by number)
       from post_audiences cross join generate_series(1, 10) number
       left join (select subject_id, kind, count(*)::int as many from reactions group by 1, 2) tally
         on tally.subject_id = post_id and tally.kind = number
       group by post_id`,
    );
    const found = await client.query<{ post_id: string }>('select post_id from post_audiences');
    const ids = found.rows.map(({ post_id }) => fromUuid('post', post_id));
    await client.query(
      `insert into aggregates (aggregate, sequence) select id, $2 from unnest($1::text[]) as id`,
      [ids, reactionsPerPost],
    );
    await client.query('vacuum (analyze)');
    const viewers = await client.query<{ user_id: string }>('select user_id from people limit 200');
    return { posts: ids, viewers: viewers.rows.map(({ user_id }) => fromUuid('user', user_id)) };
  } finally {
    await client.end();
  }
}
