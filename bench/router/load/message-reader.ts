type State = 'head' | 'body' | 'size' | 'gap' | 'end';

const nothing = Buffer.alloc(0);

/**
 * Cuts what comes by a connection into HTTP/1.1 messages (RFC 9112), whose bodies are of a stated length or in chunks,
 * without trailers. It checks nothing: node:http on both sides of a gateway costs more than the gateway.
 */
export class MessageReader {
  readonly #onMessage: (head: string, body: readonly Buffer[]) => void;
  #state: State = 'head';
  #left: Buffer = nothing;
  #head = '';
  #chunked = false;
  #parts: Buffer[] = [];
  #missing = 0;

  /** The head ends without its empty line; names of headers are as they came. */
  constructor(onMessage: (head: string, body: readonly Buffer[]) => void) {
    this.#onMessage = onMessage;
  }

  push(bytes: Buffer): void {
    let rest = this.#left.length === 0 ? bytes : Buffer.concat([this.#left, bytes]);
    this.#left = nothing;
    while (rest.length > 0) {
      const taken = this.#take(rest);
      if (taken === 0) {
        this.#left = rest;
        return;
      }
      rest = rest.subarray(taken);
    }
  }

  /** How many bytes were understood; 0: more have to come first. */
  #take(bytes: Buffer): number {
    if (this.#state === 'body') return this.#takeBody(bytes);
    if (this.#state === 'gap') {
      if (bytes.length < 2) return 0;
      this.#state = 'size';
      return 2;
    }
    const stop = this.#state === 'head' ? '\r\n\r\n' : '\r\n';
    const end = bytes.indexOf(stop);
    if (end < 0) return 0;
    const text = bytes.toString('latin1', 0, end);
    if (this.#state === 'head') this.#begin(text);
    else if (this.#state === 'size') this.#expect(Number.parseInt(text, 16));
    else this.#finish();
    return end + stop.length;
  }

  #begin(head: string): void {
    this.#head = head;
    this.#parts = [];
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.#chunked = length === undefined && /\r\ntransfer-encoding: *chunked/i.test(head);
    if (this.#chunked) this.#state = 'size';
    else this.#expect(Number(length ?? 0));
  }

  #expect(length: number): void {
    this.#missing = length;
    if (length > 0) this.#state = 'body';
    else if (this.#chunked) this.#state = 'end';
    else this.#finish();
  }

  #takeBody(bytes: Buffer): number {
    const taken = Math.min(bytes.length, this.#missing);
    this.#parts.push(taken === bytes.length ? bytes : bytes.subarray(0, taken));
    this.#missing -= taken;
    if (this.#missing === 0 && this.#chunked) this.#state = 'gap';
    else if (this.#missing === 0) this.#finish();
    return taken;
  }

  #finish(): void {
    this.#state = 'head';
    this.#onMessage(this.#head, this.#parts);
  }
}
