import type { Inbox, Log } from '@ursa/broker';
import { silentLog } from '@ursa/broker';
import type { Database } from '@ursa/database';
import type { EventEnvelope } from '@ursa/events';
import type { EventConsumer } from '../consumer.ts';
import { failpoint } from '../failpoint.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import * as accepted from './accepted.ts';
import { createGate } from './gate.ts';
import type { Outcome } from './handler.ts';
import { createHandler } from './handler.ts';
import { createPatience } from './patience.ts';
import { startPump } from './pump.ts';
import { createQuarantine } from './quarantine.ts';
import type { InboxSettings } from './settings.ts';
import { defaultInboxSettings } from './settings.ts';

export interface InboxOptions {
  database: Database;
  consumes: readonly EventConsumer[];
  log?: Log;
  metrics?: DeliveryMetrics;
  settings?: Partial<InboxSettings>;
}

// An event that a process may have died of is handled alone: should the process die again, no other one is counted as
// guilty of it. All inboxes of a process share this, as they share its fate.
const suspects = createQuarantine();

/** Where a subgraph's events take effect once. One per process and subgraph. */
export function createInbox(options: InboxOptions): Inbox {
  const { database, consumes, log = silentLog, metrics = {} } = options;
  const { db } = database;
  const settings = { ...defaultInboxSettings, ...options.settings };
  const holding = consumes
    .filter(({ afterPoison }) => afterPoison === 'hold')
    .map(({ contract }) => contract.name);
  const handleNow = createHandler({ database, consumes, log, metrics, settings });
  const atOnce = createGate(settings.concurrency);
  const resting = new Set<string>();

  const patience = createPatience(settings.putAsideMs);

  async function settle(event: EventEnvelope, delivery: { readonly redelivered: boolean }): Promise<Outcome> {
    const redelivered = delivery.redelivered || resting.has(event.id);
    const handle = () => handleNow(event, { redelivered });
    const outcome = await (redelivered ? suspects.alone(handle) : atOnce(() => suspects.together(handle)));
    if (typeof outcome === 'object' && outcome.rests) resting.add(event.id);
    else resting.delete(event.id);
    if (outcome === 'held') await inbox.accept([event]);
    if (outcome === 'handled') failpoint('consumer.after-commit-before-ack');
    return outcome;
  }

  const inbox: Inbox = {
    async accept(events) {
      if (events.length > 0) await accepted.accept(db, jsonOf(events));
    },
    async handle(event, delivery) {
      const outcome = await settle(event, delivery);
      if (patience.lasts(event.id, outcome)) return outcome;
      // What it waits for may come behind it over the same queue, where only so many messages are out at a time.
      await inbox.accept([event]);
      return 'held';
    },
    pump: () =>
      startPump({
        due: async (limit, busy) =>
          (await accepted.due(db, limit, busy, holding)).map(({ envelope }) => envelope),
        handle: settle,
        log,
        settings,
      }),
    async dead(limit) {
      const rows = await accepted.dead(db, limit);
      return rows.map(({ envelope, attempts, last_error, dead_at }) => ({
        id: envelope.id,
        event: envelope,
        reason: last_error,
        attempts,
        diedAt: new Date(dead_at),
      }));
    },
    async revive(events) {
      if (events.length > 0) await accepted.revive(db, jsonOf(events));
    },
    async discard(ids) {
      await accepted.discard(db, ids);
    },
  };
  return inbox;
}

const jsonOf = (events: readonly EventEnvelope[]) => events.map((event) => JSON.stringify(event));
