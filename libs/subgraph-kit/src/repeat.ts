import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@ursa/telemetry';
import type { Stop } from './define-subgraph.ts';

/** Work that a subgraph's `background` does now and then. */
export interface Repeated {
  /** What it is, for the log. */
  readonly what: string;
  /** Rest before each round. */
  readonly everyMs: number;
  /** One round; the signal aborts when the subgraph stops. A failure is logged, and the next round tries again. */
  readonly work: (signal: AbortSignal) => Promise<unknown>;
  readonly log: Log;
}

/** Repeats work until stopped; stopping waits for the round that runs. */
export function repeat({ what, everyMs, work, log }: Repeated): Stop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = async (): Promise<void> => {
    for (;;) {
      await delay(everyMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      await work(signal).catch((error: unknown) => log.error({ err: error, what }, 'background work failed'));
    }
  };
  const running = rounds();
  return () => {
    stopping.abort();
    return running;
  };
}
