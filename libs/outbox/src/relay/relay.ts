import type { Broker, Log } from '@ursa/broker';
import { silentLog } from '@ursa/broker';
import type { Database } from '@ursa/database';
import { listen } from '@ursa/database';
import type { AnyEventContract } from '@ursa/events';
import { startLoop } from '../loop.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import type { Announcer } from './announce.ts';
import { announce } from './announce.ts';
import { publish } from './publish.ts';
import type { RelaySettings } from './settings.ts';
import { defaultRelaySettings } from './settings.ts';

export interface RelayOptions {
  database: Database;
  broker: Broker;
  live: Announcer;
  /** The contracts of the subgraph; room is made for everyone they name. */
  publishes: readonly AnyEventContract[];
  log?: Log;
  metrics?: DeliveryMetrics;
  settings?: Partial<RelaySettings>;
}

export interface Relay {
  /** Resolves once commits wake it (it works before that too, by polling). */
  readonly ready: Promise<void>;
  /** Lets the running round end. */
  stop(): Promise<void>;
}

/**
 * Empties a subgraph's outbox: announces its events on the live channel and publishes them, in order per aggregate,
 * until every consumer has them. Any number may run on one outbox; one works, the others stand by.
 */
export function startRelay(options: RelayOptions): Relay {
  const { database, broker, live, log = silentLog, metrics = {} } = options;
  const settings = { ...defaultRelaySettings, ...options.settings };
  const { schema, url } = database;
  const loop = (task: string, run: () => Promise<boolean>) =>
    startLoop({
      run,
      pollMs: settings.pollMs,
      onError: (error) => log.warn({ err: error, schema }, `relay cannot ${task}, tries again`),
    });

  void broker.declare([...new Set(options.publishes.flatMap(({ consumers }) => consumers))]);
  const announcing = loop('announce', () => announce(database, live, settings));
  const publishing = loop('publish', () => publish(database, broker, settings, metrics));
  const offConnected = broker.onConnected(publishing.wake);
  const listener = listen({
    url,
    channel: 'ursa_outbox',
    onNotify(payload) {
      if (payload !== undefined && payload !== schema) return;
      announcing.wake();
      publishing.wake();
    },
  });
  return {
    ready: listener.ready,
    async stop() {
      offConnected();
      await Promise.all([listener.close(), announcing.stop(), publishing.stop()]);
    },
  };
}
