import type { ServiceDeps } from '@ursa/subgraph-kit';
import { repeat } from '@ursa/subgraph-kit';
import { addressesAt } from './addresses.ts';
import type { Config } from './config.ts';
import { clearAway } from './domain/clear-away.ts';
import { sendDigests } from './domain/digest/send-digests.ts';
import { sendPushes } from './domain/push/send-pushes.ts';
import type { Services } from './services.ts';

/** Tells those who are not looking, by devices and mail, and clears away what is done. */
export function background(deps: ServiceDeps<Config> & { readonly services: Services }) {
  const { config, db, log, services } = deps;
  const works = [
    repeat({
      what: 'push',
      everyMs: config.pushMs,
      work: (signal) => sendPushes({ db, log, push: services.push }, signal),
      log,
    }),
    repeat({
      what: 'digests',
      everyMs: config.digestMs,
      work: (signal) =>
        sendDigests({ db, log, mail: services.mail, addresses: addressesAt(deps.ask) }, signal),
      log,
    }),
    repeat({ what: 'clearing away', everyMs: config.housekeepingMs, work: () => clearAway(db), log }),
  ];
  return async () => {
    await Promise.all(works.map((stop) => stop()));
    await services.mail.close();
  };
}
