import type { BackoffSettings } from '../engine/subscription/backoff.ts';

/** What is asked again. */
export interface RetrySettings extends BackoffSettings {
  /** How often a query is asked again. */
  attempts: number;
  /** Most repeats in a hundred requests, over time. */
  budgetPercent: number;
}

/** When a subgraph that fails is left alone. */
export interface CircuitSettings {
  /** It is when more than so many in a hundred requests of the window fail; 100: never. */
  failurePercent: number;
  /** ... of at least so many. */
  minRequests: number;
  windowMs: number;
  /** For so long; then one request tries whether it answers again. */
  openMs: number;
}

/** How much one subgraph is asked at the same time. */
export interface ConcurrencySettings {
  /** Most requests at the same time. */
  max: number;
  /** Most that wait for others to end; what comes after fails. */
  maxQueued: number;
  /** One that waits longer fails. */
  queueTimeoutMs: number;
}

/** How one subgraph's trouble is kept from everything else. */
export interface ResilienceSettings {
  readonly retry: RetrySettings;
  readonly circuit: CircuitSettings;
  readonly concurrency: ConcurrencySettings;
}

export const defaultResilience: ResilienceSettings = {
  retry: { attempts: 2, firstMs: 50, maxMs: 500, budgetPercent: 10 },
  circuit: { failurePercent: 50, minRequests: 20, windowMs: 10_000, openMs: 2_000 },
  concurrency: { max: 256, maxQueued: 10_000, queueTimeoutMs: 5_000 },
};
