/**
 * The text search configurations in use. A document keeps the place of its own, so new ones are only ever added at
 * the end. `simple` takes words as they are.
 */
export const languages = [
  'simple',
  'english',
  'german',
  'french',
  'spanish',
  'italian',
  'portuguese',
  'dutch',
  'russian',
] as const;

export type Language = (typeof languages)[number];

// The small words that give a language away. Those that several share count for each of them.
const smallWords: Partial<Record<Language, string>> = {
  english:
    'the and is are was were of to in that it for with you this have not be on at my we what from they has',
  german:
    'der die das und ist sind nicht ein eine ich du wir mit auf für von zu dem den im auch wie es sich wird',
  french:
    'le la les et est sont des une un dans que qui pour avec pas sur je vous nous ce cette au du il elle ne',
  spanish: 'el la los las y es son de que en un una por con para no se su lo como más pero me mi muy está',
  italian:
    'il lo la gli le e è sono di che in un una per con non si come più ma mi del della questo anche ho',
  portuguese:
    'o a os as e é são de que em um uma por com para não se como mais mas me do da no na muito está',
  dutch:
    'de het een en is zijn niet van dat ik je we met op voor te in maar ook wat er aan nog naar deze heb',
  russian: 'и в не на что я с он как это но мы вы по из у за то же так для от есть был она они',
};
const known = Object.entries(smallWords).map(
  ([language, words]) => [language as Language, new Set(words.split(' '))] as const,
);

/** As many words as decide. */
const enough = 60;

/**
 * The language a text is probably written in: the one of whose small words it has the most, if that is at least two
 * and no other has as many; `simple` where that does not tell.
 */
export function guessLanguage(words: readonly string[]): Language {
  const looked = words.slice(0, enough);
  const scores = known
    .map(([language, small]) => ({ language, score: looked.filter((word) => small.has(word)).length }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || best.score < 2 || best.score === second?.score) return 'simple';
  return best.language;
}

/** The number a language is stored under. */
export const languageNumber = (language: Language): number => languages.indexOf(language) + 1;
