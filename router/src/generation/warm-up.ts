import { setImmediate as otherWork } from 'node:timers/promises';
import type { Generation } from './generation.ts';

/** Bounds of what is done before another supergraph serves. */
export interface WarmUpSettings {
  /** Most operations planned, those wanted last first. */
  operations: number;
  /** Longest time for it. */
  timeoutMs: number;
}

/** Validates and plans for the next generation what was asked of this one, so that nobody waits for it afterwards. */
export async function warmUp(
  from: Generation,
  to: Generation,
  { operations, timeoutMs }: WarmUpSettings,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  for (const text of from.documents.latest(operations)) {
    if (performance.now() > until) return;
    to.documents.read(text);
    await otherWork();
  }
  for (const operation of from.engine.latest(operations)) {
    if (performance.now() > until) return;
    await to.engine.prepare(operation);
    await otherWork();
  }
}
