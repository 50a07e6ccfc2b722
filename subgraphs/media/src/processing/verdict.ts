import type { FailureReason, StoredVariant } from '../tables/index.ts';

/** Bytes that are refused: an outcome of processing, not its failure. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, options?: ErrorOptions) {
    super(`The bytes are refused: ${reason}.`, options);
    this.reason = reason;
  }
}

/** An object that was made: its bytes, or the file they are in. */
export interface MadeVariant extends StoredVariant {
  readonly source: Uint8Array | { readonly file: string };
}

/** What processing made of an upload. */
export interface Made {
  readonly width: number | null;
  readonly height: number | null;
  readonly blurhash: string | null;
  readonly variants: readonly MadeVariant[];
}
