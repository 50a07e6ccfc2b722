import type { ConcurrencySettings } from './resilience-settings.ts';

interface Waiting {
  go(): void;
}

/** Lets so many run at the same time; others wait in line, as many as there is room for. */
export class ConcurrencyLimit {
  readonly #settings: ConcurrencySettings;
  readonly #line = new Set<Waiting>();
  #running = 0;

  constructor(settings: ConcurrencySettings) {
    this.#settings = settings;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#line.size;
  }

  /** Takes a place if one is free; {@link leave} gives it back. */
  tryEnter(): boolean {
    if (this.#running >= this.#settings.max) return false;
    this.#running += 1;
    return true;
  }

  /** Waits for a place; false: there was no room to wait, or it took too long. Rejects with the signal's reason. */
  wait(signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#line.size >= this.#settings.maxQueued) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#line.delete(waiting);
        settle();
      };
      const waiting: Waiting = { go: () => end(() => resolve(true)) };
      const onAbort = (): void => end(() => reject(signal?.reason));
      const timer = setTimeout(() => end(() => resolve(false)), this.#settings.queueTimeoutMs);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#line.add(waiting);
    });
  }

  /** Gives the place to the next in line. */
  leave(): void {
    const [next] = this.#line;
    if (next === undefined) this.#running -= 1;
    else next.go();
  }
}
