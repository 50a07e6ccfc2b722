import type { Consumption } from '@ursa/broker';
import type { Announcer, Relay } from '@ursa/outbox';
import { createInbox, startRelay } from '@ursa/outbox';
import type { Log } from '@ursa/telemetry';
import type { AnySubgraph } from './define-subgraph.ts';
import { deliveryMetrics } from './delivery-metrics.ts';
import { startLibHousekeeping } from './housekeeping.ts';
import type { SubgraphRuntime } from './running-subgraph.ts';

/** The events of a running subgraph: out through its relay, in through its inbox, and in the end forgotten. */
export interface EventFlow {
  /** Resolves once what others emit arrives, and commits of its own wake the relay. */
  readonly ready: Promise<void>;
  /** Takes and sends no more; lets what is being handled end for at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** Starts what the subgraph needs of it: a relay when it publishes, an inbox when it consumes. */
export async function startEventFlow(
  definition: AnySubgraph,
  runtime: SubgraphRuntime & { readonly announcer: Announcer },
  housekeepingMs: number,
  log: Log,
): Promise<EventFlow> {
  const { name, publishes = [], consumes = [] } = definition;
  const { database, broker, announcer, events = true } = runtime;
  if (!events) return { ready: Promise.resolve(), stop: async () => {} };
  const metrics = deliveryMetrics(runtime.metrics, name);
  // First what may fail: a relay or a consumption that nobody stops would go on for ever.
  const stopHousekeeping = await startLibHousekeeping(definition, database, log, housekeepingMs);
  let relay: Relay | undefined;
  let consumption: Consumption | undefined;
  if (publishes.length > 0)
    relay = startRelay({ database, broker, live: announcer, publishes, log, metrics });
  if (consumes.length > 0) {
    const inbox = createInbox({ database, consumes, log, metrics });
    consumption = broker.consume({ name, inbox });
  }
  return {
    ready: Promise.all([relay?.ready, consumption?.ready]).then(() => {}),
    async stop(graceMs) {
      await Promise.all([consumption?.stop(graceMs), relay?.stop(), stopHousekeeping()]);
    },
  };
}
