import type { ServiceDeps } from '@ursa/subgraph-kit';
import { repeat } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { clearAway } from './domain/clear-away.ts';

/** Clears away what is over, now and then. */
export function background({ config, db, log }: ServiceDeps<Config>) {
  const work = () => clearAway(db, config.exploreKeepMs);
  return repeat({
    what: 'clearing away what feeds no longer need',
    everyMs: config.housekeepingMs,
    work,
    log,
  });
}
