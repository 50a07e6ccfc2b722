import type { TextAnswer } from './answer.ts';
import { answerJson } from './answer.ts';

/** What a transport writes around an answer. */
export interface Wrapping {
  /** Told how many bytes follow, writes what stands before all of them. */
  readonly header?: ((bytes: number) => Buffer) | undefined;
  readonly before: Buffer;
  readonly after: Buffer;
}

/** One answer for all who get it: its bytes are made once. */
export class Delivery {
  /** Whether it brings no data. */
  readonly failed: boolean;
  /** Whether it is no answer to anything, but says why there are none: nothing follows it. */
  readonly ends: boolean;
  readonly #answer: TextAnswer;
  #json: Buffer | undefined;
  #last: (Wrapping & { readonly frame: Buffer }) | undefined;

  /** @param json how it is told, when that is known already */
  constructor(answer: TextAnswer, json?: Buffer) {
    this.#answer = answer;
    this.#json = json;
    this.failed = !answer.data;
    this.ends = answer.data === undefined;
  }

  /** As JSON (GraphQL specification §7.2.2) in UTF-8. */
  get json(): Buffer {
    this.#json ??= answerJson(this.#answer);
    return this.#json;
  }

  /** The JSON with what a transport writes around it; made once for those who write the same. */
  framed({ header, before, after }: Wrapping): Buffer {
    const last = this.#last;
    if (last?.before.equals(before) && last.after.equals(after) && last.header === header) return last.frame;
    const parts = [before, this.json, after];
    if (header) parts.unshift(header(before.length + this.json.length + after.length));
    const frame = Buffer.concat(parts);
    this.#last = { header, before, after, frame };
    return frame;
  }
}

/** Who gets the answers of a stream. */
export interface Reader {
  /** Takes an answer at once: it waits for nobody. */
  take(answer: Delivery): void;
  /** Whether more is welcome. One that never has room is still given what others get, until it gives up by itself. */
  readonly hasRoom: boolean;
  /** Calls back, once, when there is room again. */
  onRoom(wake: () => void): void;
}
