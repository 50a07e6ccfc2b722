import type { GapReason, LiveMessage, LiveSignal } from './live.ts';

/**
 * One watcher's bounded buffer. A gap drops what is buffered: whoever refetches after a gap gets that as well,
 * so there is at most one gap, and it comes first.
 */
export class Watcher implements AsyncIterableIterator<LiveSignal, undefined> {
  readonly #capacity: number;
  readonly #onEnd: () => void;
  #messages: LiveMessage[] = [];
  #gap: GapReason | undefined;
  #last: number | undefined;
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(capacity: number, onEnd: () => void) {
    this.#capacity = capacity;
    this.#onEnd = onEnd;
  }

  /** Takes a message. One that is not newer than the last was announced again, or is covered by a gap. */
  offer(message: LiveMessage): void {
    const last = this.#last;
    if (this.#ended || (last !== undefined && message.sequence <= last)) return;
    this.#last = message.sequence;
    if (this.#messages.length >= this.#capacity) {
      this.gap('overflow');
      return;
    }
    if (last !== undefined && message.sequence > last + 1) this.gap('jump');
    this.#messages.push(message);
    this.#wake?.();
  }

  gap(reason: GapReason): void {
    if (this.#ended) return;
    this.#messages = [];
    this.#gap ??= reason;
    this.#wake?.();
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#messages = [];
    this.#gap = undefined;
    this.#wake?.();
    this.#onEnd();
  }

  async next(): Promise<IteratorResult<LiveSignal, undefined>> {
    for (;;) {
      const signal = this.#take();
      if (signal !== undefined) return { done: false, value: signal };
      if (this.#ended) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }

  async return(): Promise<IteratorResult<LiveSignal, undefined>> {
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): LiveSignal | undefined {
    if (this.#gap !== undefined) {
      const reason = this.#gap;
      this.#gap = undefined;
      return { kind: 'gap', reason };
    }
    const message = this.#messages.shift();
    return message && { kind: 'message', message };
  }
}
