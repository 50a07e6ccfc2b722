/** A bucket that holds so much, and fills up evenly when it was emptied: from nothing to everything in its window. */
export interface Bucket {
  /** What is counted, and for whom. */
  readonly key: string;
  readonly capacity: number;
  readonly windowMs: number;
}

/** How much is taken from a bucket. */
export interface Draw extends Bucket {
  readonly amount: number;
}

/** A draw that a bucket did not have enough for. */
export interface Lack {
  /** Which of the draws. */
  readonly at: number;
  /** When there will be enough, from now; null: never, for the bucket is smaller than the draw. */
  readonly retryAfterMs: number | null;
}

/** Buckets of one process, or of all. */
export interface Buckets {
  /** Draws on all of them at once; when one lacks, on none. */
  draw(draws: readonly Draw[]): Lack | undefined | Promise<Lack | undefined>;
  /** Puts back what turned out not to be needed. Never rejects. */
  putBack(draw: Draw): void;
  close(): Promise<void>;
}

/** The time that a draw takes to fill up again. */
export function dripMs({ amount, capacity, windowMs }: Draw): number {
  return (amount / capacity) * windowMs;
}

/** A wait so short is none: moments are fractions, and their sums are rounded. */
export const roundingMs = 0.01;
