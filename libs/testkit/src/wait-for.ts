import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';

/**
 * Asks again until `probe` answers something truthy, or returns nothing after its expectations held.
 * What it throws counts as "not yet". Gives back the answer.
 * @throws after `timeoutMs` (default 5 000), with what was thrown or answered last.
 */
export async function waitFor<T>(
  probe: () => Promise<T> | T,
  { timeoutMs = 5_000, intervalMs = 20 }: { timeoutMs?: number; intervalMs?: number } = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const before = expect.getState().assertionCalls;
    let problem: unknown;
    try {
      const answer = await probe();
      const expected = answer === undefined && expect.getState().assertionCalls > before;
      if (answer || expected) return answer as NonNullable<T>;
      problem = `the last answer was ${String(answer)}`;
    } catch (error) {
      problem = error;
    }
    if (Date.now() > deadline) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      throw new Error(`waited ${timeoutMs} ms in vain: ${reason}`, { cause: problem });
    }
    await delay(intervalMs);
  }
}
