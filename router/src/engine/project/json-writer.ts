/** What JSON does not hold as it is (RFC 8259 §7); surrogates too, for halves of a pair are no text. */
const special = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

const [quote, backslash, firstPlain, lastPlain] = [0x22, 0x5c, 0x20, 0x7e];

/** Up to this many characters, or bytes, a loop is faster than a call that leaves JavaScript. */
const short = 32;

const startBytes = 65_536;
/** A larger buffer is given away with what is in it, not kept. */
const maxKeptBytes = 1_048_576;

/** Writes JSON in UTF-8, one text after the other, into memory that is used again. */
export class JsonWriter {
  /** Where the next byte goes. */
  length = 0;
  /** Changes whenever what stands at a position may be something else from now on. */
  era = 0;
  #bytes = Buffer.allocUnsafeSlow(startBytes);

  /** Begins a text. @param expected about how many bytes it will have */
  begin(expected = 0): void {
    this.rewind(0);
    this.#reserve(expected);
  }

  /** Takes back everything from a position on. */
  rewind(to: number): void {
    this.length = to;
    this.era += 1;
  }

  /** What was written; the writer may be used anew. */
  take(): Buffer {
    const written = this.#bytes.subarray(0, this.length);
    if (this.#bytes.length <= maxKeptBytes) return Buffer.from(written);
    this.#bytes = Buffer.allocUnsafeSlow(startBytes);
    return written;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.length] = value;
    this.length += 1;
  }

  /** Bytes that are JSON already. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    if (bytes.length > short) this.#bytes.set(bytes, this.length);
    else for (let at = 0; at < bytes.length; at += 1) this.#bytes[this.length + at] = bytes[at] as number;
    this.length += bytes.length;
  }

  /** A text that is JSON already. */
  json(text: string): void {
    this.#reserve(text.length * 3);
    this.length += this.#bytes.write(text, this.length);
  }

  /** A short text that is JSON already, all of it in ASCII: a number, a boolean. */
  ascii(text: string): void {
    this.#reserve(text.length);
    for (let at = 0; at < text.length; at += 1) this.#bytes[this.length + at] = text.charCodeAt(at);
    this.length += text.length;
  }

  /** A text, as JSON. Most has nothing to escape, and looking is faster than escaping. */
  text(text: string): void {
    if (!this.#plain(text)) this.json(JSON.stringify(text));
  }

  /** False: there is something to escape, and nothing is written. */
  #plain(text: string): boolean {
    this.#reserve(text.length * 3 + 2);
    const bytes = this.#bytes;
    let at = this.length;
    bytes[at++] = quote;
    if (text.length > short) {
      if (special.test(text)) return false;
      at += bytes.write(text, at);
    } else {
      for (let from = 0; from < text.length; from += 1) {
        const code = text.charCodeAt(from);
        // What is not ASCII is left to what knows how.
        if (code < firstPlain || code > lastPlain || code === quote || code === backslash) return false;
        bytes[at++] = code;
      }
    }
    bytes[at++] = quote;
    this.length = at;
    return true;
  }

  /** What stands from `start` to `end`, once more. */
  again(start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.copyWithin(this.length, start, end);
    this.length += end - start;
  }

  #reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}
