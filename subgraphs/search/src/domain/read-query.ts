/** One word to look for; of words of one group any will do. */
export interface Term {
  readonly g: number;
  readonly w: string;
}

/** A query as Postgres takes it. */
export interface SearchQuery {
  /** In the syntax of `websearch_to_tsquery`, or of `to_tsquery` once it is corrected. */
  readonly text: string;
  readonly isCorrected: boolean;
  /** Words that what is found must hold, in groups: the index is entered by them. */
  readonly terms: readonly Term[];
  /** Words that it must not hold. */
  readonly without: readonly string[];
}

/** So many words lead into the index; further ones only narrow what was found by them. */
const maxTerms = 12;

const sign = /[^\p{L}\p{N}\p{M}"-]/gu;
// A minus is one only where a word, or a phrase, begins.
const idleMinus = /(?<!^|\s)-|-(?![\p{L}\p{N}\p{M}"])/gu;
const negated = /(?:^|\s)-(?:"([^"]*)"?|([\p{L}\p{N}\p{M}]+))/gu;

/** Reads what somebody typed; null when there is nothing in it to look for.  */
export function readQuery(raw: string): SearchQuery | null {
  const text = raw.replace(sign, ' ').replace(idleMinus, ' ').toLowerCase();
  const without = [...text.matchAll(negated)].flatMap(([, phrase = '', word = '']) => wordsIn(phrase + word));
  const words = wordsIn(text.replace(negated, ' '));
  const isEither = words.includes('or');
  const wanted = [...new Set(isEither ? words.filter((word) => word !== 'or') : words)].slice(0, maxTerms);
  if (wanted.length === 0) return null;
  const terms = wanted.map((w, at) => ({ g: isEither ? 0 : at, w }));
  return { text, isCorrected: false, terms, without };
}

const wordsIn = (text: string) => text.split(/[\s"-]+/u).filter(Boolean);
