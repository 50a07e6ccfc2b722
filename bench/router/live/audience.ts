import { setTimeout as wait } from 'node:timers/promises';
import { Watcher } from './watcher.ts';

// So many events are under way, so that the server is never without work.
const ahead = 4;
const openAtOnce = 50;
const patienceMs = 30_000;

/** Many WebSockets that watch the same. */
export class Audience {
  readonly #watchers: Watcher[] = [];
  #delivered = 0;
  #published = 0;
  #wanted: { readonly count: number; met(): void; failed(error: Error): void } | undefined;
  #error: Error | undefined;

  /** Resolves once all have subscribed. */
  static async open(port: number, size: number): Promise<Audience> {
    const audience = new Audience();
    while (audience.#watchers.length < size) {
      const some = Array.from({ length: Math.min(openAtOnce, size - audience.#watchers.length) }, () =>
        Watcher.open(port, audience.#onEvent, audience.#onEnd),
      );
      audience.#watchers.push(...(await Promise.all(some)));
    }
    return audience;
  }

  get size(): number {
    return this.#watchers.length;
  }

  /** What the first of them was told last. */
  get last(): string {
    return this.#watchers[0]?.last ?? '';
  }

  /** Publishes until everybody was told something: subscribing takes a moment of which nobody hears. */
  async settle(publish: () => void): Promise<void> {
    const until = performance.now() + patienceMs;
    while (!this.#watchers.every(({ count }) => count > 0)) {
      if (this.#error) throw this.#error;
      if (performance.now() > until) throw new Error('Not everybody who has subscribed is told of events.');
      publish();
      await wait(500);
    }
    await wait(1_000);
  }

  /** Events reach everybody, one after the other, for `roundMs`. Resolves with the deliveries a second. */
  async round(roundMs: number, publish: () => void): Promise<number> {
    this.#delivered = 0;
    this.#published = 0;
    for (const watcher of this.#watchers) watcher.count = 0;
    const startedAt = performance.now();
    while (performance.now() < startedAt + roundMs) {
      publish();
      this.#published += 1;
      await this.#until((this.#published - ahead + 1) * this.size);
    }
    await this.#until(this.#published * this.size);
    const durationMs = performance.now() - startedAt;
    const short = this.#watchers.filter(({ count }) => count !== this.#published).length;
    if (short > 0) throw new Error(`${short} of ${this.size} were not told of every event once.`);
    return (this.#delivered * 1_000) / durationMs;
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close();
  }

  async #until(count: number): Promise<void> {
    if (this.#error) throw this.#error;
    if (this.#delivered >= count) return;
    const late = setTimeout(() => {
      this.#onEnd(new Error(`Of ${count} deliveries ${this.#delivered} came within ${patienceMs} ms.`));
    }, patienceMs);
    await new Promise<void>((met, failed) => {
      this.#wanted = { count, met, failed };
    }).finally(() => clearTimeout(late));
  }

  readonly #onEvent = (): void => {
    this.#delivered += 1;
    if (this.#wanted && this.#delivered >= this.#wanted.count) {
      this.#wanted.met();
      this.#wanted = undefined;
    }
  };

  readonly #onEnd = (error: Error): void => {
    this.#error ??= error;
    this.#wanted?.failed(error);
  };
}
