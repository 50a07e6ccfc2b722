import type { SubgraphResponse } from '@ursa/transport';
import { Bell } from './bell.ts';

/** Most events that may wait for one who follows a shared stream. */
const maxBehind = 64;

/** Events came faster than they were completed: go on after the last one. */
export class FellBehind extends Error {
  override readonly name = 'FellBehind';
}

/** Where a tap gets its events from. */
export interface TapSource {
  /** A tap has taken an event. */
  readonly taken: () => void;
  /** Whether it tells what happens now, not what happened since a cursor. */
  readonly live: boolean;
  leave(tap: Tap): void;
}

/** One of those who follow a stream: the events that it has not taken yet, within bounds. */
export class Tap {
  readonly #events: SubgraphResponse[] = [];
  readonly #bell = new Bell();
  #source: TapSource;
  #end: { readonly error?: unknown } | undefined;

  constructor(source: TapSource) {
    this.#source = source;
  }

  /** Whether no event waits to be taken. */
  get idle(): boolean {
    return this.#events.length === 0;
  }

  get live(): boolean {
    return this.#source.live;
  }

  /** False: it has fallen behind, and gets no more. */
  put(event: SubgraphResponse): boolean {
    if (this.#events.length >= maxBehind) {
      this.end({ error: new FellBehind('Events came faster than they were completed.') });
      return false;
    }
    this.#events.push(event);
    this.#bell.ring();
    return true;
  }

  /** There is no more to come; what waits can still be taken. */
  end(end: { readonly error?: unknown }): void {
    this.#end ??= end;
    this.#bell.ring();
  }

  /** Goes on with the events of another stream. */
  move(source: TapSource): void {
    this.#source = source;
  }

  /** The next event; undefined at the end. Rejects with the reason when the stream failed. */
  async take(): Promise<SubgraphResponse | undefined> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) {
        this.#source.taken();
        return event;
      }
      if (this.#end !== undefined) {
        if ('error' in this.#end) throw this.#end.error;
        return undefined;
      }
      await this.#bell.wait();
    }
  }

  leave(): void {
    this.end({});
    this.#events.length = 0;
    this.#source.leave(this);
  }
}
