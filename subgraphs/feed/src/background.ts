import type { ServiceDeps } from '@ursa/subgraph-kit';
import { repeat } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { clearAway } from './domain/clear-away.ts';
import { trimTimelines } from './domain/trim-timelines.ts';

/** Clears away what is over, and cuts timelines down to the cap, now and then. */
export function background({ config, db, log }: ServiceDeps<Config>) {
  const work = async (signal: AbortSignal) => {
    await clearAway(db, config.exploreKeepMs);
    await trimTimelines(db, config.trimMs, signal);
  };
  return repeat({
    what: 'clearing away what feeds no longer need',
    everyMs: config.housekeepingMs,
    work,
    log,
  });
}
