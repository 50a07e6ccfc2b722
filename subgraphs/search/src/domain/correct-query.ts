import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { SearchQuery } from './read-query.ts';
import { isNear } from './word-distance.ts';

/** So many words may stand in the place of one. */
const most = 10;
const looked = 20;

// For each word ($1): those it begins ($4), those it is after one slip of the fingers ($2, as JSON lists), and those
// alike; none that was added after the ranking began ($3).
const alike = statement<{ word: string; alternative: string; begins: boolean }>(
  'search-alike',
  `select asked.word, near.word as alternative, near.begins
   from unnest($1::text[], $2::jsonb[]) as asked(word, slips), lateral (
     (select word, true as begins from words
      where word >= asked.word collate "C" and word < asked.word || U&'\\+10FFFF' collate "C"
        and added_at <= $3 and length(asked.word) >= 3
      order by word limit ${most})
     union all
     (select word, false from words
      where word in (select jsonb_array_elements_text(asked.slips)) and added_at <= $3 limit ${looked})
     union all
     (select word, false from words
      where word operator(extensions.%) asked.word and added_at <= $3
      order by extensions.similarity(word, asked.word) desc, word limit ${looked})
   ) as near`,
);

/**
 * The query with every word also in the forms it may have been meant: words it begins, and words a few letters away.
 * Null when there are none.
 */
export async function correctQuery(tx: Tx, query: SearchQuery, moment: Date): Promise<SearchQuery | null> {
  const words = query.terms.map(({ w }) => w);
  const slips = words.map((word) => JSON.stringify(slipsOf(word)));
  const rows = await alike(tx, words, slips, moment.toISOString());
  const alternatives = Map.groupBy(rows, ({ word }) => word);
  const groups = Map.groupBy(
    query.terms.flatMap(({ g, w }) => {
      const near = (alternatives.get(w) ?? [])
        .filter(({ begins, alternative }) => begins || isNear(w, alternative))
        .map(({ alternative }) => alternative);
      return [...new Set([w, ...near])].slice(0, 1 + most).map((one) => ({ g, w: one }));
    }),
    ({ g }) => g,
  );
  const terms = [...groups.values()].flat();
  if (terms.length === query.terms.length) return null;
  const wanted = [...groups.values()].map((group) => `(${group.map(({ w }) => w).join(' | ')})`);
  const text = [...wanted, ...query.without.map((word) => `!${word}`)].join(' & ');
  return { ...query, text, isCorrected: true, terms };
}

/** A word with two neighbours swapped, or one letter left out: too short for what they share to tell. */
function slipsOf(word: string): string[] {
  const letters = [...word];
  return letters.flatMap((letter, at) => {
    const [before, after] = [letters.slice(0, at).join(''), letters.slice(at + 1).join('')];
    const next = letters[at + 1] ?? '';
    return [before + after, `${before}${next}${letter}${letters.slice(at + 2).join('')}`];
  });
}
