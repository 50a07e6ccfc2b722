import type { IncomingMessage } from 'node:http';
import type { AnswerInParts, Chunk, Part, Piece } from '../engine/defer/parts.ts';
import { forClient } from '../request/errors.ts';
import { acceptedRanges } from './accept.ts';
import { multipart } from './multipart.ts';
import type { StreamFormat } from './stream-format.ts';

/** How the parts of one answer are told of. */
export interface IncrementalFormat {
  readonly stream: StreamFormat;
  first(answer: AnswerInParts): object;
  /** Undefined: there is nothing to say. */
  next(chunk: Chunk): object | undefined;
}

/** Parts name their place (https://github.com/graphql/graphql-wg/blob/main/rfcs/DeferStream.md as of August 2022). */
const byPath: IncrementalFormat = {
  stream: multipart('deferSpec=20220824'),
  first: (answer) => ({ ...head(answer), hasNext: answer.pending.length > 0 }),
  next({ pieces, hasNext }) {
    const incremental = pieces.filter(brings).map(({ part: { path, label }, data, errors }) => ({
      ...(label !== undefined && { label }),
      path,
      data,
      ...told(errors),
    }));
    return incremental.length === 0 && hasNext
      ? undefined
      : { ...(incremental.length > 0 && { incremental }), hasNext };
  },
};

/** Parts are announced and told by number, as graphql-js 17.0.0-alpha.9 does. */
const byId: IncrementalFormat = {
  stream: multipart('incrementalSpec=v0.2'),
  first: (answer) => ({ ...head(answer), ...announced(answer.pending), hasNext: answer.pending.length > 0 }),
  next({ pieces, pending, hasNext }) {
    const incremental = pieces.flatMap((piece) =>
      brings(piece) && piece.data !== null
        ? [{ id: piece.part.id, data: piece.data, ...told(piece.errors) }]
        : [],
    );
    const completed = pieces.map(({ part: { id }, data, errors }) =>
      data === null ? { id, ...told(errors) } : { id },
    );
    return { ...announced(pending), ...(incremental.length > 0 && { incremental }), completed, hasNext };
  },
};

/** The parts in which the client takes an answer, if it does. */
export function incrementalFormat({ headers }: IncomingMessage): IncrementalFormat | undefined {
  for (const { type, parameters } of acceptedRanges(headers.accept)) {
    if (type !== 'multipart/mixed') continue;
    if (parameters.get('incrementalspec') === 'v0.2') return byId;
    if (parameters.get('deferspec') === '20220824') return byPath;
  }
  return undefined;
}

function head({ data, errors }: AnswerInParts): object {
  return { data, ...told(errors) };
}

function announced(pending: readonly Part[]): object {
  return pending.length > 0 ? { pending } : {};
}

function told(errors: Piece['errors']): object {
  return errors === undefined ? {} : { errors: errors.map(forClient) };
}

/** A fragment on another type brings nothing. */
function brings({ data, errors }: Piece): boolean {
  return data === null || errors !== undefined || Object.keys(data).length > 0;
}
