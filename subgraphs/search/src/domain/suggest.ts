import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { shown } from './access.ts';
import { nameMark } from './marks.ts';

/** So many names of each kind that begin like this are looked at, in alphabetical order. */
const looked = 100;

interface SuggestedRow {
  readonly kind: number;
  readonly id: string;
  readonly name: string | null;
}

// $1 the mark, $2 the viewer, $3 how many.
const suggested = statement<SuggestedRow>(
  'search-suggestions',
  `with near as materialized (
     select hit.id, bool_or(hit.lexeme = $1) as exact
     from unnest('{1,5}'::smallint[]) as kinds(kind), lateral (
       select id, lexeme from postings
       where postings.kind = kinds.kind and lexeme >= $1 collate "C" and lexeme < $1 || U&'\\+10FFFF' collate "C"
       order by lexeme limit ${looked}) as hit
     group by hit.id
   ), found as materialized (
     select document.kind, document.id, document.name, document.author_id, document.post_id
     from near, lateral (select * from documents where documents.id = near.id and not is_gone limit 1) as document
       left join lateral (select total from popularity where subject_id = near.id limit 1) as popularity on true
     order by near.exact desc, coalesce(total, 0) desc, document.id
   )
   select kind, id, name from found, lateral (select 1 where ${shown('$2::uuid', 'found')} offset 0) as seen limit $3`,
);

/** People and tags whose names begin like this, best known first. */
export function suggest(
  tx: Tx,
  prefix: string,
  viewer: UserId | null,
  count: number,
): Promise<SuggestedRow[]> {
  return suggested(tx, nameMark(prefix), viewer && toUuid(viewer), count);
}
