import type { GraphQLError } from 'graphql';
import type { Data } from '../data.ts';
import type { Path } from '../plan/places.ts';

/** A part of an answer that comes later: one `@defer` at one place. */
export interface Part {
  /** Different for each part of an answer. */
  readonly id: string;
  readonly path: Path;
  readonly label: string | undefined;
}

/** A part that has come. */
export interface Piece {
  readonly part: Part;
  /** Null: something in it may not be null. */
  readonly data: Data | null;
  readonly errors?: readonly GraphQLError[];
}

/** What comes at a time. */
export interface Chunk {
  readonly pieces: readonly Piece[];
  /** Parts that are known of from here on. */
  readonly pending: readonly Part[];
  readonly hasNext: boolean;
}

/** An answer in parts. */
export interface AnswerInParts {
  readonly data: Data | null;
  readonly errors?: readonly GraphQLError[];
  readonly pending: readonly Part[];
  /** What comes later; ends when all of it came. Never rejects. */
  readonly rest: AsyncIterable<Chunk>;
}
