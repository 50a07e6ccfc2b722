import type { Handled, Log } from '@ursa/broker';
import type { Database } from '@ursa/database';
import type { EventEnvelope } from '@ursa/events';
import { EventInvalid, EventUnknown } from '@ursa/events';
import type { EventConsumer } from '../consumer.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import { attempt, HandlerFailed } from './attempt.ts';
import { countAttempt, lookUp, markFailed, postpone } from './memory.ts';
import type { InboxSettings } from './settings.ts';
import { retryLaterInMs } from './transient.ts';

export interface HandlerOptions {
  database: Database;
  consumes: readonly EventConsumer[];
  log: Log;
  metrics: DeliveryMetrics;
  settings: InboxSettings;
}

/**
 * What became of an event; one that rests is to be counted when it is tried again, one that waits does so for something
 * else: another event, or its database.
 */
export type Outcome =
  | Exclude<Handled, object>
  | { readonly retryInMs: number; readonly rests?: true; readonly waits?: true };

const endedWithIt = 'the process ended while it handled this event';

/** Finds the consumers of an event, lets them handle it, and keeps count when that fails. */
export function createHandler({ database, consumes, log, metrics, settings }: HandlerOptions) {
  const { db } = database;
  const bornAt = performance.now();
  const consumersOf = Map.groupBy(consumes, ({ contract }) => contract.name);

  async function handle(event: EventEnvelope, { redelivered }: { redelivered: boolean }): Promise<Outcome> {
    const startedAt = performance.now();
    // A process that dies cannot say so afterwards: where one may have died of this event, the count comes first.
    if (redelivered && !(await counted(event))) return uncounted(event);
    const counts = redelivered ? 0 : 1;
    try {
      const { consumers, valid } = understood(event);
      const took = await attempt(database, consumers, valid, { log, timeoutMs: settings.handlerTimeoutMs });
      if (!took) return stateOf(event);
      metrics.handled?.(event.type, performance.now() - startedAt);
      return 'handled';
    } catch (error) {
      // No attempt makes a broken event whole.
      if (error instanceof EventInvalid) return failed(event, error, { counts, maxAttempts: 1 });
      if (!(error instanceof HandlerFailed || error instanceof EventUnknown)) throw error;
      const retryInMs = retryLaterInMs(error);
      if (retryInMs !== undefined) return later(event, retryInMs, error);
      return failed(event, error, { counts, maxAttempts: settings.maxAttempts });
    }
  }

  function understood(event: EventEnvelope) {
    const consumers = consumersOf.get(event.type);
    const contract = consumers?.[0]?.contract;
    if (!consumers || !contract) throw new EventUnknown(`${event.type} is not consumed here`);
    return { consumers, valid: contract.parse(event) };
  }

  async function counted({ id, owner, aggregate, sequence }: EventEnvelope): Promise<boolean> {
    const { maxAttempts, retryMs, longestRetryMs } = settings;
    const about = [db, id, owner, aggregate, sequence] as const;
    const rows = await countAttempt(...about, maxAttempts, endedWithIt, ageMs(), retryMs, longestRetryMs);
    return rows.length > 0;
  }

  async function uncounted(event: EventEnvelope): Promise<Outcome> {
    const state = await stateOf(event);
    if (state !== 'held') return state;
    const [{ attempts } = { attempts: 0 }] = await lookUp(db, event.id);
    if (attempts < settings.maxAttempts) return rest(event, attempts);
    return failed(event, new Error(endedWithIt), { counts: 0, maxAttempts: settings.maxAttempts });
  }

  // What ends processes soon after they start is something else: an event is tried again in one that has lived for a
  // while, the longer the more often it was tried, and not counted for those that did not live that long.
  async function rest(event: EventEnvelope, attempts: number): Promise<Outcome> {
    const { retryMs, longestRetryMs } = settings;
    const enoughMs = Math.min(longestRetryMs, retryMs * 3 ** (attempts - 1));
    const retryInMs = Math.max(1, Math.ceil(enoughMs - ageMs()));
    await postpone(db, event.id, retryInMs, endedWithIt);
    return { retryInMs, rests: true };
  }

  function ageMs(): number {
    return performance.now() - bornAt;
  }

  async function stateOf(event: EventEnvelope): Promise<Exclude<Handled, object>> {
    const [state] = await lookUp(db, event.id);
    if (state?.dead && !state.handled) return 'dead';
    if (state?.handled) {
      metrics.duplicate?.(event.type);
      return 'duplicate';
    }
    return 'held';
  }

  async function later(event: EventEnvelope, retryInMs: number, error: Error): Promise<Outcome> {
    log.warn(
      { err: error, event: event.id, type: event.type },
      'event cannot be handled now, tried again later',
    );
    await postpone(db, event.id, retryInMs, error.message);
    metrics.retried?.(event.type);
    return { retryInMs, waits: true };
  }

  async function failed(
    event: EventEnvelope,
    error: unknown,
    { counts, maxAttempts }: { counts: 0 | 1; maxAttempts: number },
  ): Promise<Handled> {
    const { id, owner, aggregate, sequence, type } = event;
    const { retryMs, longestRetryMs } = settings;
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
    const [row] = await markFailed(
      ...([db, id, owner, aggregate, sequence, reason, counts] as const),
      ...([retryMs, longestRetryMs, maxAttempts, JSON.stringify(event)] as const),
    );
    if (!row) return 'duplicate';
    const { dead, attempts, retry_in_ms: retryInMs } = row;
    if (dead) {
      log.error({ err: error, event: id, type, aggregate, attempts }, 'event given up on');
      metrics.dead?.(type);
      return 'dead';
    }
    log.warn({ err: error, event: id, type, aggregate, attempts, retryInMs }, 'event failed, tried again');
    metrics.retried?.(type);
    return { retryInMs };
  }

  return handle;
}
