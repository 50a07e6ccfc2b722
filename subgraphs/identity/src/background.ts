import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { clearAway } from './domain/clear-away.ts';
import type { Identity } from './domain/identity.ts';

/** Looks at the keys' age and clears away what is over, now and then. */
export function background(deps: ServiceDeps<Config> & { readonly services: Identity }) {
  const { config, db, log, services } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;

  async function work(): Promise<void> {
    while (!signal.aborted) {
      await delay(config.housekeepingMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      try {
        await services.keys.tend();
        await clearAway(db);
      } catch (error) {
        log.error({ err: error }, 'identity housekeeping failed; it is tried again');
      }
    }
  }

  const working = work();
  return () => {
    stopping.abort();
    return working;
  };
}
