import type { Log } from '@ursa/telemetry';
import type { SubgraphResponse } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import type { BackoffSettings } from './backoff.ts';
import { backoffMs, pause } from './backoff.ts';

export interface ResumeSettings extends BackoffSettings {
  /** A stream that could not be taken up again for this long is given up. */
  giveUpAfterMs: number;
}

export interface EventSource {
  /** Opens the subgraph's stream after this cursor; undefined: from now on. */
  open(after: unknown): AsyncIterable<SubgraphResponse>;
  /** The client's own `after`. */
  after: unknown;
  /** The cursor an event carries. */
  cursorOf(event: SubgraphResponse): unknown;
  settings: ResumeSettings;
  signal: AbortSignal;
  log: Log;
}

/**
 * A subgraph's events. When the stream breaks it is opened again after the last event's cursor, so that a
 * subgraph may restart and nothing is lost; rejects with the reason when that does not succeed in time.
 */
export async function* events(source: EventSource): AsyncGenerator<SubgraphResponse, void> {
  const { settings, signal } = source;
  let { after } = source;
  let attempt = 0;
  let brokenSince: number | undefined;
  for (;;) {
    try {
      for await (const event of source.open(after)) {
        attempt = 0;
        brokenSince = undefined;
        after = source.cursorOf(event) ?? after;
        yield event;
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof SubgraphUnavailable) || error.reason === 'closed') throw error;
      brokenSince ??= performance.now();
      if (performance.now() - brokenSince > settings.giveUpAfterMs) throw error;
      source.log.warn({ err: error, attempt }, 'A stream broke; it is opened again');
      if (!(await pause(backoffMs(settings, attempt++), signal))) return;
    }
  }
}
