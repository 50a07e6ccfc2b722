/** A value with what decides when it is renewed. */
export interface Entry {
  readonly value: unknown;
  /** How long it took to compute, in milliseconds. */
  readonly tookMs: number;
  /** When it expires, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The right to fill a key: void as soon as the key is filled, or forgotten. */
export interface Lease {
  readonly lease: string;
  /** Whether it was just granted; otherwise somebody else has it. */
  readonly granted: boolean;
}

/** What a store says of a key. */
export type Found = { readonly entry: Entry } | Lease;

/** A fill. */
export interface Fill {
  readonly key: string;
  readonly lease: string;
  readonly entry: Entry;
}

/** Where entries are kept. Every method rejects when the store is away. */
export interface CacheStore {
  /** The entries of keys, or leases on those that have none; in their order. */
  read(keys: readonly string[]): Promise<Found[]>;
  /** Leases on keys, whether they have entries or not. */
  lease(keys: readonly string[]): Promise<Lease[]>;
  /** Keeps entries whose lease still holds. */
  fill(fills: readonly Fill[]): Promise<void>;
  /** Forgets entries and voids leases. */
  drop(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
