import { setTimeout as wait } from 'node:timers/promises';

/** Bounds of waiting between attempts. */
export interface BackoffSettings {
  firstMs: number;
  maxMs: number;
}

/** How long to wait before attempt `attempt` (from 0): doubled each time, capped, with full jitter. */
export function backoffMs(
  { firstMs, maxMs }: BackoffSettings,
  attempt: number,
  random = Math.random,
): number {
  return Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 30)) * random();
}

/** Waits; false when the signal aborted meanwhile. */
export async function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, signal && { signal });
    return true;
  } catch {
    return false;
  }
}
