import type { Subject } from '../request/subject.ts';
import type { StreamSettings } from '../settings.ts';

type Bounds = Pick<StreamSettings, 'maxConnections' | 'maxConnectionsPerViewer' | 'maxConnectionsPerAddress'>;

/** Counts open WebSockets and event streams, in all and by whoever holds them. */
export class Connections {
  readonly #bounds: Bounds;
  readonly #held = new Map<string, number>();
  #open = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  get open(): number {
    return this.#open;
  }

  /** Whether not one more may come. */
  get full(): boolean {
    return this.#open >= this.#bounds.maxConnections;
  }

  /** Takes a place for a viewer, or else for an address; what is returned gives it back. Undefined: none is left. */
  take(subject: Subject | null, address: string | null): (() => void) | undefined {
    const key = subject === null ? `address ${address}` : `viewer ${subject.viewer}`;
    const most =
      subject === null ? this.#bounds.maxConnectionsPerAddress : this.#bounds.maxConnectionsPerViewer;
    const held = this.#held.get(key) ?? 0;
    if (held >= most || this.full) return undefined;
    this.#held.set(key, held + 1);
    this.#open += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#release(key);
    };
  }

  #release(key: string): void {
    const left = (this.#held.get(key) ?? 1) - 1;
    if (left === 0) this.#held.delete(key);
    else this.#held.set(key, left);
    this.#open -= 1;
  }
}
