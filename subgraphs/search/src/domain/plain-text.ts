const notWord = /[^\p{L}\p{N}\p{M}]/gu;

/**
 * The words of a text alone: every other character becomes a space, or two where it takes two UTF-16 code units, so
 * that places in it are places in the original. Postgres's parser would otherwise see paths, hosts and tags in it.
 */
export function plainText(text: string): string {
  return text.replace(notWord, (character) => ' '.repeat(character.length));
}

/** The words, in lower case. */
export function wordsOf(text: string): string[] {
  return plainText(text).toLowerCase().split(' ').filter(Boolean);
}
