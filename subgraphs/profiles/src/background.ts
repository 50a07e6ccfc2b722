import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { forgetUsernames } from './domain/forget-usernames.ts';
import { settleRequests } from './domain/settle-requests.ts';

/** Accepts the requests that accounts gone public left over, and clears away names that point on no longer. */
export function background({ config, db, log }: ServiceDeps<Config>) {
  const stopping = new AbortController();
  const works = [
    repeat(config.settleMs, () => settleRequests(db, stopping.signal)),
    repeat(config.housekeepingMs, () => forgetUsernames(db)),
  ];
  function repeat(everyMs: number, work: () => Promise<unknown>) {
    let running: Promise<unknown> | undefined;
    const timer = setInterval(() => {
      running ??= work()
        .catch((error: unknown) => log.error({ err: error }, 'profiles housekeeping failed'))
        .finally(() => {
          running = undefined;
        });
    }, everyMs);
    return async () => {
      clearInterval(timer);
      await running;
    };
  }
  return async () => {
    stopping.abort();
    await Promise.all(works.map((stop) => stop()));
  };
}
