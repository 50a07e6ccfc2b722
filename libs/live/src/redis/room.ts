import type { LiveMessage } from '../live.ts';
import type { Watcher } from '../watcher.ts';

/** The watchers of one Redis channel. Some still wait to hear that it is subscribed. */
export class Room {
  /** The channel's name in Redis. */
  readonly name: string;
  /** Each watcher, and how to end its wait; null once it has ended. */
  readonly #watchers = new Map<Watcher, (() => void) | null>();
  #wasSubscribed = false;

  constructor(name: string) {
    this.name = name;
  }

  get empty(): boolean {
    return this.#watchers.size === 0;
  }

  /**
   * Resolves when the channel is subscribed for the first time, the watcher leaves, or the wait was too long.
   * While a channel that was subscribed is away nobody waits: there will be a gap.
   */
  async join(watcher: Watcher, waitMs: number): Promise<void> {
    this.#watchers.set(watcher, null);
    if (this.#wasSubscribed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#release(watcher), waitMs);
      this.#watchers.set(watcher, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  leave(watcher: Watcher): void {
    this.#release(watcher);
    this.#watchers.delete(watcher);
  }

  offer(message: LiveMessage): void {
    for (const watcher of this.#watchers.keys()) watcher.offer(message);
  }

  /** The channel is subscribed. Who did not wait for it until now has missed what was announced before. */
  subscribed(): void {
    this.#wasSubscribed = true;
    for (const [watcher, wait] of this.#watchers) {
      if (wait === null) watcher.gap('reconnect');
      else this.#release(watcher);
    }
  }

  end(): void {
    for (const watcher of [...this.#watchers.keys()]) watcher.end();
  }

  #release(watcher: Watcher): void {
    const wait = this.#watchers.get(watcher);
    if (!wait) return;
    this.#watchers.set(watcher, null);
    wait();
  }
}
