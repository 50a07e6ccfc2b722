import { pageText } from '@subgraph/search/statements';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { PostCreated } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import pg from 'pg';

const [first, last] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** The limit: the same rows through plain prepared SQL over one pool, without anything around it. */
export function openLimit(url: string, max: number) {
  const pool = new pg.Pool({
    connectionString: url,
    options: '-c search_path=search -c jit=off -c client_min_messages=warning',
    max,
  });
  return {
    /** A page of what the viewer may see and that holds these words. */
    read: (words: readonly string[], kinds: readonly number[], viewer: UserId, size: number) => {
      const terms = JSON.stringify(words.map((w, g) => ({ g, w })));
      const about = [
        words.join(' '),
        false,
        JSON.stringify(kinds),
        terms,
        first,
        last,
        [],
        new Date().toISOString(),
      ];
      const everything = [Number.POSITIVE_INFINITY, last, Number.NEGATIVE_INFINITY, first];
      const values = [...about, toUuid(viewer), ...everything, size + 1];
      return pool.query({ name: 'read', text: pageText('top'), values });
    },

    /** One transaction: the event as handled, the audience, the document with its postings and words. */
    async write({ id, aggregate, payload }: EventEnvelope<PayloadOf<typeof PostCreated>>): Promise<void> {
      const client = await pool.connect();
      try {
        const [post, author] = [toUuid(payload.postId), toUuid(payload.authorId)];
        await client.query('begin');
        await client.query({ name: 'handled', text: handledText, values: [id, aggregate] });
        await client.query({ name: 'audience', text: audienceText, values: [post, author] });
        const marks = [`@${author}`, '-media'];
        const values = [post, author, payload.body, marks, new Date().toISOString()];
        await client.query({ name: 'document', text: documentText, values: values.slice(0, 5) });
        await client.query({ name: 'postings', text: postingsText, values: [post, payload.body, marks] });
        await client.query({ name: 'words', text: wordsText, values: [payload.body] });
        await client.query('commit');
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

const handledText = `
  insert into inbox (event_id, owner, aggregate, sequence, handled_at) values ($1, 'posts', $2, 1, now())`;

const audienceText = `
  insert into post_audiences (post_id, author_id, visibility, is_deleted, sequence)
  values ($1, $2, 'PUBLIC', false, 1)`;

const documentText = `
  insert into documents (id, kind, language, sequence, author_id, post_id, texts, vector, marks, created_at, is_gone)
  values ($1, 2, 1, 1, $2, $1, array[$3::text], setweight(to_tsvector('simple', $3), 'B'), $4::text[], $5, false)`;

const postingsText = `
  insert into postings (kind, lexeme, id)
  select 2, lexeme, $1 from unnest(tsvector_to_array(to_tsvector('simple', $2)) || $3::text[]) as lexeme`;

const wordsText = `
  insert into words (word, added_at)
  select word, now() from unnest(tsvector_to_array(to_tsvector('simple', $1))) as word
  order by word collate "C" on conflict do nothing`;
