import type { Inbox, Log, Pump } from '@ursa/broker';
import { streamOf } from '@ursa/broker';
import type { EventEnvelope } from '@ursa/events';
import { startLoop } from '../loop.ts';
import { ending, pause } from '../waiting.ts';
import type { InboxSettings } from './settings.ts';

export interface PumpOptions {
  /** Accepted events that may be handled now, without those of busy streams. */
  due(limit: number, busy: readonly string[]): Promise<EventEnvelope[]>;
  handle: Inbox['handle'];
  log: Log;
  settings: Pick<InboxSettings, 'batchSize' | 'pollMs' | 'concurrency'>;
}

const brokenPauseMs = 1_000;

/** Works accepted events off: streams side by side, one event of a stream after the other. */
export function startPump({ due, handle, log, settings }: PumpOptions): Pump {
  const { batchSize, pollMs, concurrency } = settings;
  const stopping = new AbortController();
  const streams = new Map<string, Promise<void>>();
  // Of what the first look finds, an earlier life of this process may have died.
  let redelivered = true;

  const loop = startLoop({
    pollMs,
    onError: (error) => log.warn({ err: error }, 'inbox cannot be read, tries again'),
    async run() {
      // With enough at hand another look would find little, for the price of a statement per event.
      if (streams.size > concurrency) return false;
      const events = await due(batchSize, [...streams.keys()]);
      for (const [stream, group] of Map.groupBy(events, streamOf)) {
        const work = handleInOrder(group, redelivered).finally(() => {
          streams.delete(stream);
          if (streams.size <= concurrency) loop.wake();
        });
        streams.set(stream, work);
      }
      redelivered = false;
      return false;
    },
  });

  async function handleInOrder(events: EventEnvelope[], suspect: boolean): Promise<void> {
    for (const event of events.sort((a, b) => a.sequence - b.sequence)) {
      if (stopping.signal.aborted) return;
      try {
        const outcome = await handle(event, { redelivered: suspect });
        // The rest of the stream waits with it; the next look knows for how long.
        if (typeof outcome === 'object') setTimeout(loop.wake, outcome.retryInMs).unref();
        if (typeof outcome === 'object' || outcome === 'held') return;
      } catch (error) {
        log.warn({ err: error, event: event.id }, 'event cannot be handled now, tried again');
        await pause(brokenPauseMs, stopping.signal);
        return;
      }
    }
  }

  return {
    wake: loop.wake,
    async stop(graceMs) {
      stopping.abort();
      await loop.stop();
      await ending(streams.values(), graceMs);
    },
  };
}
