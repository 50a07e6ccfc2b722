import type { Delivery, Reader } from '../delivery.ts';

/** How a stream ended for one who watched it. */
export interface StreamEnd {
  /** It can go on elsewhere after this cursor; undefined in it: from now on. */
  readonly moved?: { readonly after: unknown };
}

/** A set of people that somebody can leave. */
interface Company {
  leave(member: Member): void;
}

/** One who watches a stream, in the company of others. */
export class Member {
  readonly ended: Promise<StreamEnd>;
  readonly #reader: Reader;
  readonly #signal: AbortSignal;
  #company: Company;
  #resolve: (end: StreamEnd) => void = () => undefined;

  /** It leaves by itself when the signal aborts. */
  constructor(reader: Reader, signal: AbortSignal, company: Company) {
    this.#reader = reader;
    this.#signal = signal;
    this.#company = company;
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    signal.addEventListener('abort', this.#leave, { once: true });
  }

  get hasRoom(): boolean {
    return this.#reader.hasRoom;
  }

  take(answer: Delivery): void {
    this.#reader.take(answer);
  }

  onRoom(wake: () => void): void {
    this.#reader.onRoom(wake);
  }

  move(company: Company): void {
    this.#company = company;
  }

  end(end: StreamEnd): void {
    this.#signal.removeEventListener('abort', this.#leave);
    this.#resolve(end);
  }

  readonly #leave = (): void => {
    this.#company.leave(this);
    this.end({});
  };
}
