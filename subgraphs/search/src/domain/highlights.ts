import type { Field } from './kinds.ts';
import { fields, typeOf } from './kinds.ts';

/** A stretch of a field's text that matches the query, in UTF-16 code units. */
export interface Highlight {
  readonly field: Field;
  readonly start: number;
  readonly length: number;
}

/** Most stretches told of one result. */
const most = 50;

/** The bracketed stretches in a document's texts; brackets are not counted, as the original has none there. */
export function highlightsIn(kind: number, texts: readonly string[]): Highlight[] {
  return fields[typeOf(kind)]
    .flatMap((field, at) => rangesIn(texts[at] ?? '').map((range) => ({ field, ...range })))
    .slice(0, most);
}

function rangesIn(bracketed: string): { start: number; length: number }[] {
  return [...bracketed.matchAll(/\[([^\]]*)\]/gu)].map(({ index, 1: match = '' }, nth) => ({
    start: index - 2 * nth,
    length: match.length,
  }));
}
