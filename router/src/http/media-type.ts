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

interface Range {
  type: string;
  quality: number;
  at: number;
}

function choose(accept: string): string | undefined {
  const ranges = accept.toLowerCase().split(',').map(rangeOf);
  const liked = offered.flatMap((type) => {
    const exact = ranges.find((range) => range.type === type);
    const range = exact ?? ranges.find((each) => each.type === 'application/*') ?? anyOf(ranges);
    return range === undefined || range.quality === 0
      ? []
      : [{ type, exact: exact !== undefined, ...own(range) }];
  });
  liked.sort((a, b) => b.quality - a.quality || Number(b.exact) - Number(a.exact) || a.at - b.at);
  return liked[0] && withCharset(liked[0].type);
}

function anyOf(ranges: readonly Range[]): Range | undefined {
  return ranges.find(({ type }) => type === '*/*');
}

function own({ quality, at }: Range): Pick<Range, 'quality' | 'at'> {
  return { quality, at };
}

function rangeOf(text: string, at: number): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { type, quality: Number(quality) || 0, at };
}

function withCharset(type: string): string {
  return `${type}; charset=utf-8`;
}
