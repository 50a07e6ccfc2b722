const text = 1;
const close = 8;
const ping = 9;
const pong = 10;
const nothing = Buffer.alloc(0);

export interface FrameHandlers {
  /** A message; its bytes are good only until this returns. */
  text(payload: Buffer): void;
  /** What must be written back. */
  reply(frame: Buffer): void;
  closed(): void;
}

/** Reads a server's WebSocket frames (RFC 6455): whole messages, no extensions. It costs a fraction of a client library. */
export class FrameReader {
  readonly #handlers: FrameHandlers;
  #left: Buffer = nothing;

  constructor(handlers: FrameHandlers) {
    this.#handlers = handlers;
  }

  push(bytes: Buffer): void {
    let rest = this.#left.length === 0 ? bytes : Buffer.concat([this.#left, bytes]);
    for (;;) {
      const taken = this.#take(rest);
      if (taken === 0) break;
      rest = rest.subarray(taken);
    }
    this.#left = rest.length === 0 ? nothing : Buffer.from(rest);
  }

  /** How many bytes were understood; 0: more have to come first. */
  #take(bytes: Buffer): number {
    if (bytes.length < 2) return 0;
    const short = bytes.readUInt8(1) & 0x7f;
    const start = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < start) return 0;
    const length =
      start === 2 ? short : start === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    const end = start + length;
    if (bytes.length < end) return 0;
    const payload = bytes.subarray(start, end);
    const kind = bytes.readUInt8(0) & 0x0f;
    if (kind === text) this.#handlers.text(payload);
    else if (kind === ping) this.#handlers.reply(clientFrame(pong, payload));
    else if (kind === close) this.#handlers.closed();
    return end;
  }
}

/** A short message of a client. */
export function textFrame(message: object): Buffer {
  return clientFrame(text, Buffer.from(JSON.stringify(message)));
}

/** Clients must mask; with zeros the bytes stay as they are. */
function clientFrame(kind: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head =
    length < 126 ? [0x80 | kind, 0x80 | length] : [0x80 | kind, 0x80 | 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}
