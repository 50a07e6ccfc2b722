import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';

/** How long a text may be, in Unicode code points, after cleaning. */
export interface TextBounds {
  min: number;
  max: number;
}

// Everything that is neither text nor layout: C0 and C1 controls but tab and newline, and the bidirectional
// overrides that make a text read as something else (https://trojansource.codes).
const unwanted = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/**
 * The text as it is kept: well-formed, NFC, `\n` line ends, trimmed; or why it cannot be kept.
 * @param path where the text stands in the input, for the error
 */
export function cleanText(raw: string, bounds: TextBounds, path: readonly string[]): Outcome<string> {
  // The cheap bound first: NFC shrinks a text by less than a factor of four.
  if (raw.length > bounds.max * 8) return failed(outOfBounds(bounds, path));
  if (!raw.isWellFormed())
    return failed(invalid(path, 'The text has a broken character (a lone surrogate).'));
  const text = raw.replace(/\r\n?/gu, '\n').normalize('NFC').trim();
  if (unwanted.test(text)) return failed(invalid(path, 'The text has control characters.'));
  const length = [...text].length;
  return length < bounds.min || length > bounds.max ? failed(outOfBounds(bounds, path)) : done(text);
}

function outOfBounds({ min, max }: TextBounds, path: readonly string[]) {
  const format = new Intl.NumberFormat('en').format;
  return invalid(path, `Must be ${format(min)} to ${format(max)} characters long.`);
}
