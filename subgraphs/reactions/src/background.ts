import type { ServiceDeps, Stop } from '@ursa/subgraph-kit';
import { repeat } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { sweep } from './domain/sweep.ts';
import type { Services } from './services.ts';

/** Sweeps up after what is gone, a batch at a time. */
export function background({
  db,
  config,
  log,
  services,
}: ServiceDeps<Config> & { services: Services }): Stop {
  const stop = repeat({
    what: 'sweeping up reactions',
    everyMs: config.sweepMs,
    log,
    async work(signal) {
      while (!signal.aborted && (await sweep(db, config.sweep)));
    },
  });
  return async () => {
    await stop();
    await services.close();
  };
}
