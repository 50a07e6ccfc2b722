import type { UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import pg from 'pg';

const people = 1_000;
/** Words that occur as often as words do: the nth, 1/n as often as the first. */
const vocabulary = 20_000;
const wordsPerPost = 11;
/** Posts that hold a rare word, at every size. */
export const postsPerRareWord = 20;
export const rareWords = 50;
/** A word in nine of ten posts. */
export const commonWord = 'everywhere';
export const rareWord = (n: number) => `seldom${String.fromCharCode(97 + (n % 26))}${n < 26 ? 'x' : 'y'}`;

/** The word of a rank: letters alone. */
const spelled = (rank: string) => `translate(to_hex(1048576 + ${rank} * 7), '0123456789', 'ghijklmnop')`;

/** `rows` indexed posts of open accounts, as the consumers would have left them, and people to look for them. */
export async function load(url: string, rows: number): Promise<UserId[]> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=search -c work_mem=256MB' });
  await client.connect();
  try {
    const fill = (sql: string, ...values: unknown[]) => client.query(sql, values);
    await fill(
      `insert into people select uuidv7(), 'person_' || n, false, 1 from generate_series(1, ${people}) n`,
    );
    await fill(
      `insert into documents (id, kind, language, sequence, author_id, texts, vector, marks, created_at, is_gone)
       select uuidv7(interval '-1 year' + n * interval '30 seconds'), 2, 1, 1, author.user_id, array[body],
         setweight(to_tsvector('simple', body), 'B'), array['@' || author.user_id, '-media'],
         now() - interval '1 year' + n * interval '30 seconds', false
       from generate_series(1, $1::int) n
       join (select user_id, row_number() over () as place from people) author on author.place = 1 + n % ${people}
       cross join lateral (
         select string_agg(${spelled(`floor(power(${vocabulary}, random()))::int`)}, ' ') ||
           case when n % 10 > 0 then ' ${commonWord}' else '' end as body
         from generate_series(1, ${wordsPerPost}) as word where n > 0 and word > 0) as written`,
      rows,
    );
    const step = Math.max(1, Math.floor(rows / postsPerRareWord));
    await fill(
      `update documents set texts = array[texts[1] || ' ' || word], vector = vector || to_tsvector('simple', word)
       from (select id, row_number() over (order by id) as place from documents) as placed
       join unnest($1::text[]) with ordinality as rare(word, nth) on placed.place % $2 = nth % $2
       where documents.id = placed.id and placed.place <= $2 * ${postsPerRareWord}`,
      Array.from({ length: Math.min(rareWords, step) }, (_, n) => rareWord(n)),
      step,
    );
    await fill('update documents set post_id = id');
    await fill(
      `insert into post_audiences (post_id, author_id, group_id, visibility, is_deleted, sequence)
       select id, author_id, null, 'PUBLIC', false, 1 from documents`,
    );
    await fill(
      `insert into postings (kind, lexeme, id)
       select kind, lexeme, id from documents, unnest(tsvector_to_array(vector) || marks) as lexeme
       order by 1, lexeme collate "C", id`,
    );
    await fill(
      `insert into words select distinct lexeme, now() from postings where lexeme ~ '^[a-z]' on conflict do nothing`,
    );
    await fill(`insert into popularity select id, (random() * 20)::int from documents where random() < 0.3`);
    await fill('vacuum (analyze)');
    const found = await fill('select user_id from people limit 200');
    return found.rows.map(({ user_id }) => fromUuid('user', user_id));
  } finally {
    await client.end();
  }
}
