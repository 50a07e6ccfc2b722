import type { MediaRange } from './accept.ts';
import { mediaRanges } from './accept.ts';

/** What GraphQL answers are written in (GraphQL over HTTP, "Media types"); the first where a client does not mind. */
const offered = ['application/json', 'application/graphql-response+json'] as const;

/** Distinct `Accept` headers whose choice is kept: clients of one kind send the same. */
const maxKept = 100;

/** Longest `Accept` header that is kept, in characters. */
const maxLength = 500;

const kept = new Map<string, string | undefined>();

/**
 * The `content-type` of an answer by the request's `Accept` (RFC 9110 §12.5.1): of what the client likes best, what it
 * names most exactly, and first. Undefined: it takes neither.
 */
export function answerType(accept: string | undefined): string | undefined {
  if (accept === undefined || accept === '') return withCharset(offered[0]);
  if (kept.has(accept)) return kept.get(accept);
  const type = choose(accept);
  if (kept.size >= maxKept) kept.clear();
  if (accept.length <= maxLength) kept.set(accept, type);
  return type;
}

function choose(accept: string): string | undefined {
  const ranges = mediaRanges(accept);
  const find = (type: string): MediaRange | undefined => ranges.find((range) => range.type === type);
  const liked = offered.flatMap((type) => {
    const exact = find(type);
    const range = exact ?? find('application/*') ?? find('*/*');
    if (range === undefined || range.quality <= 0) return [];
    return { type, quality: range.quality, exact: exact !== undefined, at: ranges.indexOf(range) };
  });
  liked.sort((a, b) => b.quality - a.quality || Number(b.exact) - Number(a.exact) || a.at - b.at);
  return liked[0] && withCharset(liked[0].type);
}

function withCharset(type: string): string {
  return `${type}; charset=utf-8`;
}
