import type { Entry } from './store.ts';

/** How entries age. */
export interface Ageing {
  /** How long an entry lives at most. */
  readonly ttlMs: number;
  /** The part of it that chance may take off, so that what came together does not go together. */
  readonly jitter: number;
  /** Above 1 entries are renewed earlier, below 1 later. */
  readonly beta: number;
}

/** When an entry that is made now expires. */
export function expiryOf({ ttlMs, jitter }: Ageing, now: number, chance = Math.random()): number {
  return now + ttlMs * (1 - jitter * chance);
}

/**
 * XFetch (Vattani, Chierichetti, Lowenstein, VLDB 2015): whether this reader renews an entry that is still good. Each
 * decides alone, the likelier the nearer its end and the longer it takes to compute; on average one of them does.
 */
export function renewsEarly(
  { tookMs, expiresAt }: Entry,
  { beta }: Ageing,
  now: number,
  chance = Math.random(),
): boolean {
  return now - tookMs * beta * Math.log(chance) >= expiresAt;
}
