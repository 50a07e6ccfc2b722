import type { ServiceDeps, Stop } from '@ursa/subgraph-kit';
import { repeat } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { removeIncoming, removeUnused } from './domain/clear-away.ts';
import { findPosterMaker } from './processing/poster.ts';
import { clearScratch } from './processing/scratch.ts';
import { workOnce } from './processing/work.ts';
import type { MediaServices } from './services.ts';

/** Processes uploads, a few at the same time, and clears away what has had its time. */
export async function background(
  deps: ServiceDeps<Config> & { readonly services: MediaServices },
): Promise<Stop> {
  const { config, db, log, services } = deps;
  const { workers, pollMs, ffmpeg, ...settings } = config.processing;
  const stopping = new AbortController();
  const { signal } = stopping;
  const poster = await findPosterMaker(ffmpeg, settings.timeoutMs);
  const work = { db, services, log, settings: { ...settings, poster } };

  async function worker(): Promise<void> {
    while (!signal.aborted) {
      const { rings } = services.bell;
      const found = await workOnce(work).catch((error: unknown) => {
        log.error({ err: error }, 'looking for uploads failed; it is tried again');
        return false;
      });
      if (!found) await services.bell.wait(rings, pollMs, signal);
    }
  }
  const working = Array.from({ length: workers }, worker);
  const stopClearing = repeat({
    what: 'clearing away media',
    everyMs: config.housekeepingMs,
    log,
    async work(stopped) {
      await removeIncoming(db, services.objects, stopped);
      await removeUnused(db, services.objects, stopped);
      await clearScratch(services.scratch);
    },
  });
  return async () => {
    stopping.abort();
    await Promise.all([...working, stopClearing()]);
  };
}
