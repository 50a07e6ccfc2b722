import { requestError } from '@ursa/subgraph-kit';

/** The text, if it has at most so many characters. Throws `BAD_USER_INPUT` otherwise. */
export function bounded(text: string, most: number, argument: string): string {
  // A character has up to two code units: what is longer need not be counted.
  if (text.length <= 2 * most && [...text].length <= most) return text;
  throw requestError('BAD_USER_INPUT', `\`${argument}\` must be up to ${most} characters long.`);
}
