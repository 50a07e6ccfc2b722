import { statement } from '@ursa/database';
import { shown } from './access.ts';
import { languages } from './languages.ts';
import { scoreOf } from './score.ts';

/** Most documents of a type that a word leads to: its newest. So a search costs the same however many there are. */
export const candidatesPerWord = 1_000;

/** Words and marks of one query at most, with all that words may have been meant for. */
const mostTerms = 200;

const configurations = `'{${languages.join(',')}}'::regconfig[]`;

// $1 query, $2 whether it is corrected: the query in every language; null where nothing is left of it.
const queries = `queries as materialized (
  select array_agg(case when numnode(query) > 0 then query end order by at) as by_language
  from (
    select at, case when $2 then to_tsquery(language, $1) else websearch_to_tsquery(language, $1) end as query
    from unnest(${configurations}) with ordinality as one(language, at) offset 0
  ) as each
)`;

// Everything is reached through `lateral … limit`, one row's lookups at a time: estimates of what words lead to are
// worthless, and a plan that reads a whole table instead would go by them. And nothing is estimated from the parameters
// themselves (hence JSON, `limit (select …)`, arrays in between): else Postgres would plan each search anew, which takes
// longer than most of them.
//
// $3 kinds; $4 terms: {g, w} a word of a group, {g, m} a mark that is a group of its own; $5 and $6 the ids to look
// between; $7 marks that must all be there; $8 the moment of ranking.
const matches = `${queries}, asked as materialized (
  select g, w, m from jsonb_to_recordset($4::jsonb) as term(g int, w text, m text) limit ${mostTerms}
), kinds as materialized (
  select value::smallint as kind from jsonb_array_elements_text($3::jsonb) limit 5
), lexed as materialized (
  select asked.g, one.at, lexeme
  from unnest(${configurations}) with ordinality as one(language, at), asked, lateral unnest(
    tsvector_to_array(to_tsvector(one.language, asked.w))) as lexeme
  where asked.w is not null and (select by_language from queries)[one.at] is not null
), terms as materialized (
  select distinct g, lexeme from lexed union all select g, m from asked where m is not null
), binding as materialized (
  select g from lexed group by g having count(distinct at) =
    (select count(*) from unnest((select by_language from queries)) as query where query is not null)
  union all select g from asked where m is not null
), lists as materialized (
  select kind, terms.g, hit.id
  from terms, kinds, lateral (
    select id from postings
    where postings.kind = kinds.kind and postings.lexeme = terms.lexeme and id between $5::uuid and $6::uuid
    order by id desc limit ${candidatesPerWord}) as hit
), sizes as materialized (
  select kind, binding.g, (select count(*) from lists where lists.kind = kinds.kind and lists.g = binding.g) as size
  from kinds, binding
), led as materialized (
  select kind, g from (select *, min(size) over (partition by kind) as least from sizes) as sized where size = least
  union all
  select distinct kind, g from lists where not exists (select from binding)
), candidates as materialized (
  select unnest(ids) as id from (select array_agg(distinct id) as ids from lists join led using (kind, g)) as every
), matches as materialized (
  select document.*
  from candidates, lateral (
    select document.kind, document.id, document.author_id, document.post_id, document.name,
      ${scoreOf({
        document: 'document',
        query: '(select by_language from queries)[document.language]',
        total: '(select total from popularity where subject_id = document.id)',
        moment: '$8::timestamptz',
      })} as score
    from documents as document
    where document.id = candidates.id and document.marks @> $7::text[]
      and document.vector @@ (select by_language from queries)[document.language]
    limit 1) as document
)`;

const seen = (me: string) => `lateral (select 1 where ${shown(me, 'found')} offset 0) as seen`;

export interface FoundRow {
  readonly kind: number;
  readonly id: string;
  readonly name: string | null;
  readonly score: number;
}

/**
 * Results between two places: $9 the viewer, $10 and $11 the score and id they come after, $12 and $13 those they come
 * before, $14 how many, from the top or from the bottom.
 */
export const pageText = (from: 'top' | 'bottom') => `with ${matches}, ranked as materialized (
     select * from matches
     where (score, id) < ($10::float8, $11::uuid) and (score, id) > ($12::float8, $13::uuid)
     order by ${from === 'top' ? 'score desc, id desc' : 'score, id'}
   )
   select found.kind, found.id, found.name, found.score
   from ranked as found, ${seen('$9::uuid')}
   limit (select $14::int)`;

export const findFromTop = statement<FoundRow>('search-from-top', pageText('top'));
export const findFromBottom = statement<FoundRow>('search-from-bottom', pageText('bottom'));

/** How many the viewer may see of each kind: $9 the viewer. */
export const countFound = statement<{ kind: number; found: number }>(
  'search-counts',
  `with ${matches}
   select found.kind, count(*)::int as found from matches as found, ${seen('$9::uuid')} group by found.kind`,
);

/** The texts of documents ($3) with what matched in brackets, of which a document's own text has none. */
export const markMatches = statement<{ id: string; texts: string[] }>(
  'search-highlights',
  `with ${queries}
   select document.id, array(
     select ts_headline((${configurations})[document.language], one.body, query.query,
       'StartSel=[, StopSel=], HighlightAll=true')
     from unnest(document.texts) with ordinality as one(body, at) order by at) as texts
   from documents as document,
     lateral (select (select by_language from queries)[document.language] as query offset 0) as query
   where document.id = any($3::uuid[]) and query.query is not null`,
);
