import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { Kind } from './kinds.ts';

// What was there is read first: a row that the statement has changed itself cannot be locked any more.
const empty = statement(
  'search-forget',
  `with old as materialized (
     select vector, marks from documents where id = $1::uuid for update
   ), kept as (
     insert into documents as known (id, kind, language, sequence, texts, vector, marks, is_gone)
     select $1::uuid, $2::smallint, 1, $3::bigint, '{}', '', '{}', true where (select count(*) from old) >= 0
     on conflict (id) do update set
       sequence = excluded.sequence, texts = '{}', vector = '', marks = '{}', name = null, is_gone = true
       where known.sequence < excluded.sequence
     returning id
   ), stale as materialized (
     select unnest(tsvector_to_array(old.vector) || old.marks) as lexeme from old, kept
   )
   delete from postings using stale
   where postings.kind = $2::smallint and postings.lexeme = stale.lexeme and postings.id = $1::uuid`,
);

/** Empties a document that its owner says is gone. */
export async function forgetDocument(tx: Tx, id: string, kind: Kind, sequence: number): Promise<void> {
  await empty(tx, id, kind, sequence);
}

const remove = statement(
  'search-forget-thread',
  `with gone as (
     delete from documents where post_id = $1::uuid and kind = 3 returning id, vector, marks
   ), stale as materialized (
     select id, unnest(tsvector_to_array(vector) || marks) as lexeme from gone
   )
   delete from postings using stale
   where postings.kind = 3 and postings.lexeme = stale.lexeme and postings.id = stale.id`,
);

/** Removes the comments on a post that is gone; one that is told of later stays out of the index (keep-document.ts). */
export async function forgetThread(tx: Tx, postId: string): Promise<void> {
  await remove(tx, postId);
}
