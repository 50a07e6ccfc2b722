import type { Stamp } from '../shop/stamp.ts';
import { noStamp, stampLength } from '../shop/stamp.ts';

/** Bytes in which the caller's number is still to be filled in. */
export class Template {
  readonly #bytes: Buffer;
  readonly #places: readonly number[];
  readonly #spare: Buffer[] = [];

  constructor(text: string) {
    this.#bytes = Buffer.from(text);
    this.#places = placesIn(this.#bytes);
  }

  /** Bytes for one caller, to be given back by {@link recycle} when they are sent: new ones are dear. */
  for(stamp: Stamp): Buffer {
    const filled = this.#spare.pop() ?? Buffer.from(this.#bytes);
    const number = Buffer.from(stamp, 'latin1');
    for (const place of this.#places) filled.set(number, place);
    return filled;
  }

  recycle(filled: Buffer): void {
    this.#spare.push(filled);
  }
}

function placesIn(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(noStamp); at >= 0; at = bytes.indexOf(noStamp, at + stampLength)) {
    places.push(at);
  }
  return places;
}
