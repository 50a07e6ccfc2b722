import type { Log } from '@ursa/telemetry';
import type { SubgraphResponse } from '@ursa/transport';
import { copyOf } from '../plan/merge.ts';
import { Bell } from './bell.ts';
import type { ResumeSettings } from './events.ts';
import { events } from './events.ts';
import type { TapSource } from './tap.ts';
import { Tap } from './tap.ts';

/** A stream of a subgraph, for an audience. */
export interface StreamSource {
  /** Streams with the same key bring the same events to the same people. */
  readonly key: string;
  /** Opens it after this cursor; undefined: from now on. */
  open(after: unknown, signal: AbortSignal): AsyncIterable<SubgraphResponse>;
  /** The cursor an event carries. */
  cursorOf(event: SubgraphResponse): unknown;
  readonly log: Log;
}

/** One open stream of a subgraph and those who follow it. It closes with the last of them. */
export class Upstream implements TapSource {
  readonly source: StreamSource;
  /** The cursor of its last event, or the one it began after. */
  position: unknown;
  live: boolean;
  readonly #taps = new Set<Tap>();
  readonly #bell = new Bell();
  readonly #closing = new AbortController();
  readonly #onClosed: (upstream: Upstream) => void;

  constructor(source: StreamSource, after: unknown, onClosed: (upstream: Upstream) => void) {
    this.source = source;
    this.position = after;
    this.live = after === undefined;
    this.#onClosed = onClosed;
  }

  readonly taken = (): void => this.#bell.ring();

  tap(): Tap {
    const tap = new Tap(this);
    this.#taps.add(tap);
    this.#bell.ring();
    return tap;
  }

  leave(tap: Tap): void {
    this.#taps.delete(tap);
    if (this.#taps.size === 0) this.#close();
    this.#bell.ring();
  }

  /** From here on nobody new may follow it. */
  #close(): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#onClosed(this);
  }

  /**
   * Brings the events to those who follow, at the pace of the fastest of them, until the stream ends or nobody follows.
   *
   * @param twin another open stream that stands at the same place
   */
  async run(settings: ResumeSettings, twin: (upstream: Upstream) => Upstream | undefined): Promise<void> {
    const { source } = this;
    const { signal } = this.#closing;
    try {
      const all = events({
        open: (after) => source.open(after, signal),
        after: this.position,
        cursorOf: source.cursorOf,
        settings,
        signal,
        log: source.log,
      });
      for await (const event of all) {
        this.#tell(event);
        const other = twin(this);
        if (other !== undefined) return this.#moveTo(other);
        while (this.#taps.size > 0 && !this.#idles()) await this.#bell.wait();
      }
      this.#end({});
    } catch (error) {
      this.#end({ error });
    } finally {
      this.#close();
    }
  }

  #tell(event: SubgraphResponse): void {
    this.position = this.source.cursorOf(event) ?? this.position;
    const alone = this.#taps.size === 1;
    for (const tap of this.#taps) {
      // What is completed is completed in place.
      if (!tap.put(alone ? event : copyOf(event))) this.#taps.delete(tap);
    }
  }

  #end(end: { error?: unknown }): void {
    this.#close();
    for (const tap of this.#taps) tap.end(end);
  }

  #idles(): boolean {
    for (const tap of this.#taps) if (tap.idle) return true;
    return false;
  }

  #moveTo(other: Upstream): void {
    other.live ||= this.live;
    for (const tap of this.#taps) {
      tap.move(other);
      other.#taps.add(tap);
    }
    this.#taps.clear();
  }
}
