import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { MessageReader } from './message-reader.ts';

/** The body's parts as they came; that is cheaper than to join what nobody reads. */
export interface Reply {
  readonly status: number;
  readonly body: readonly Buffer[];
  readonly length: number;
}

/** One connection, that asks one thing at a time. */
export class Lane {
  readonly #socket: Socket;
  #settle: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;

  /** Resolves once it is connected. */
  static async open(port: number, timeoutMs: number): Promise<Lane> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, timeout: timeoutMs });
    const lane = new Lane(socket, timeoutMs);
    await once(socket, 'connect');
    return lane;
  }

  private constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket;
    const reader = new MessageReader((head, body) => {
      const length = body.reduce((sum, part) => sum + part.length, 0);
      this.#settle?.resolve({ status: Number(head.slice(9, 12)), body, length });
    });
    socket.on('data', (bytes) => reader.push(bytes));
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error('A connection was closed.')));
    socket.on('timeout', () => socket.destroy(new Error(`No answer within ${timeoutMs} ms.`)));
  }

  /** `message` is a whole HTTP request. */
  ask(message: string): Promise<Reply> {
    return new Promise<Reply>((resolve, reject) => {
      this.#settle = { resolve, reject };
      if (this.#socket.destroyed) reject(new Error('The connection is closed.'));
      else this.#socket.write(message, 'latin1');
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }
}
