import type { StreamSettings } from '../settings.ts';

/** Bytes on their way at which a client has enough for now. */
const enoughBytes = 65_536;

export type OutletSettings = Pick<StreamSettings, 'stallTimeoutMs' | 'maxQueuedAnswers' | 'maxQueuedBytes'>;

/** A connection that bytes can be given to. */
export interface Pipe {
  /** Calls back when they have left for the network, or never will. */
  write(data: Buffer, sent: () => void): void;
  /** Ends the connection: its client takes nothing (`stalled`), or too little (`behind`). */
  giveUp(why: 'stalled' | 'behind'): void;
}

/**
 * What is on its way to one client. It waits for nobody: a client that falls behind by more than the bounds, or takes
 * nothing for too long, is given up, and no other is slowed down by it.
 */
export class Outlet {
  readonly #pipe: Pipe;
  readonly #settings: OutletSettings;
  readonly #wakes = new Set<() => void>();
  #answers = 0;
  #bytes = 0;
  #progressAt = 0;
  #watch: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(pipe: Pipe, settings: OutletSettings) {
    this.#pipe = pipe;
    this.#settings = settings;
  }

  /** Whether more is welcome. */
  get hasRoom(): boolean {
    return !this.#closed && this.#bytes < enoughBytes;
  }

  /** Calls back, once, when more is welcome. */
  onRoom(wake: () => void): void {
    this.#wakes.add(wake);
  }

  /** Sends at once, or gives the client up. `sent` is called either way. */
  send(data: Buffer, sent?: () => void): void {
    const bytes = data.length;
    if (!this.#closed && this.#isTooMuch(bytes)) this.#giveUp('behind');
    if (this.#closed) {
      sent?.();
      return;
    }
    if (this.#answers === 0) this.#progressAt = performance.now();
    this.#answers += 1;
    this.#bytes += bytes;
    this.#watch ??= setTimeout(this.#look, this.#settings.stallTimeoutMs);
    this.#pipe.write(data, () => {
      this.#left(bytes);
      sent?.();
    });
  }

  #isTooMuch(bytes: number): boolean {
    const { maxQueuedAnswers, maxQueuedBytes } = this.#settings;
    if (this.#answers === 0) return false;
    return this.#answers >= maxQueuedAnswers || this.#bytes + bytes > maxQueuedBytes;
  }

  /** The connection is closed: what is sent from now on is lost. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#watch);
    this.#wake();
  }

  #left(bytes: number): void {
    this.#answers -= 1;
    this.#bytes -= bytes;
    this.#progressAt = performance.now();
    if (this.#wakes.size > 0 && this.hasRoom) this.#wake();
  }

  #wake(): void {
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    for (const wake of wakes) wake();
  }

  /** One timer for all that is on its way: it looks again when the last progress has grown old. */
  readonly #look = (): void => {
    this.#watch = undefined;
    if (this.#answers === 0) return;
    const left = this.#progressAt + this.#settings.stallTimeoutMs - performance.now();
    if (left > 0) this.#watch = setTimeout(this.#look, left);
    else this.#giveUp('stalled');
  };

  #giveUp(why: 'stalled' | 'behind'): void {
    this.close();
    this.#pipe.giveUp(why);
  }
}
