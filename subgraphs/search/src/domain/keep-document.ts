import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { Kind } from './kinds.ts';
import type { Language } from './languages.ts';
import { languageNumber, languages } from './languages.ts';
import { madeAt } from './moments.ts';
import { plainText } from './plain-text.ts';

/** What is indexed of a thing. */
export interface Document {
  readonly id: string;
  readonly kind: Kind;
  readonly language: Language;
  readonly sequence: number;
  readonly authorId?: string;
  readonly postId?: string;
  readonly name?: string;
  /** The fields' texts as they are, in the order of domain/kinds.ts. */
  readonly texts: readonly string[];
  /** How much a match in each of them counts: Postgres's weights. */
  readonly weights: readonly ('A' | 'B' | 'C')[];
  readonly marks: readonly string[];
}

/** Longest word that is remembered for misspelt ones, and the shortest. */
const [longest, shortest] = [30, 3];

// One round trip: the document, its postings by difference to what it had, and words never seen before. What was there
// is read first: a row that the statement has changed itself cannot be locked any more.
const keep = statement(
  'search-keep',
  `with old as materialized (
     select vector, marks from documents where id = $1::uuid for update
   ), fresh as materialized (
     select setweight(to_tsvector(language, $8::text), 'A') || setweight(to_tsvector(language, $9::text), 'B')
         || setweight(to_tsvector(language, $10::text), 'C') as vector
     from (select ('${JSON.stringify(languages).replace('[', '{').replace(']', '}')}'::regconfig[])[$3::smallint]) as chosen(language)
   ), kept as (
     insert into documents as known
       (id, kind, language, sequence, author_id, post_id, name, texts, vector, marks, created_at, is_gone)
     select $1::uuid, $2::smallint, $3::smallint, $4::bigint, $5::uuid, $6::uuid, $7::text, $11::text[], fresh.vector, $12::text[], $13::timestamptz, false
     from fresh
     where (select count(*) from old) >= 0 and ($2::smallint <> 3 or not exists (select from post_audiences where post_id = $6::uuid and is_deleted))
     on conflict (id) do update set
       language = excluded.language, sequence = excluded.sequence, author_id = excluded.author_id,
       post_id = excluded.post_id, name = excluded.name, texts = excluded.texts, vector = excluded.vector,
       marks = excluded.marks, created_at = excluded.created_at, is_gone = false
       where known.sequence < excluded.sequence
     returning vector, marks
   ), terms as materialized (
     select unnest(tsvector_to_array(vector) || marks) as lexeme from kept
   ), stale as materialized (
     select unnest(tsvector_to_array(old.vector) || old.marks) as lexeme from old, kept
     except select lexeme from terms
   ), removed as (
     delete from postings using stale
     where postings.kind = $2::smallint and postings.lexeme = stale.lexeme and postings.id = $1::uuid
   ), added as (
     insert into postings (kind, lexeme, id)
     select $2::smallint, lexeme, $1::uuid from terms order by lexeme collate "C" on conflict do nothing
   ), learned as (
     insert into words (word, added_at)
     select word, now() from unnest(tsvector_to_array(to_tsvector('simple', $8::text || ' ' || $9::text || ' ' || $10::text))) as word
     where length(word) between ${shortest} and ${longest} and word !~ '[0-9]' and exists (select from kept)
     order by word collate "C" on conflict do nothing
   )
   select from kept`,
);

/** Puts a document into the index, unless something newer is known of it. */
export async function keepDocument(tx: Tx, document: Document): Promise<void> {
  const { id, kind, language, sequence, authorId, postId, name, weights, marks } = document;
  const texts = document.texts.map(plainText);
  const weighing = (weight: string) => texts.filter((_, at) => weights[at] === weight).join(' ');
  const made = madeAt(id).getTime() > 0 ? madeAt(id).toISOString() : null;
  await keep(
    ...([tx, id, kind, languageNumber(language), sequence, authorId, postId, name] as const),
    ...([weighing('A'), weighing('B'), weighing('C'), texts, marks, made] as const),
  );
}
