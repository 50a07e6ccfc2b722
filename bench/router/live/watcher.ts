import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { live } from '../shop/operations.ts';
import { authorizationOf, stampOf } from '../shop/stamp.ts';
import { FrameReader, textFrame } from './frames.ts';

// All are the same viewer: what one is told, all may be told.
const authorization = authorizationOf(stampOf(1));
const openMs = 20_000;

/** A WebSocket that has subscribed, over graphql-transport-ws. */
export class Watcher {
  /** Events it was told. */
  count = 0;
  /** The last of them. */
  last = '';
  readonly #socket: Socket;
  readonly #onEvent: () => void;
  readonly #onEnd: (error: Error) => void;

  /** Resolves once the server has been asked to subscribe it. */
  static async open(port: number, onEvent: () => void, onEnd: (error: Error) => void): Promise<Watcher> {
    const upgrade = request({
      ...{ port, host: '127.0.0.1', path: '/graphql', agent: false, timeout: openMs },
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        authorization,
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'sec-websocket-protocol': 'graphql-transport-ws',
      },
    });
    upgrade.end();
    const [, socket] = (await once(upgrade, 'upgrade', { signal: AbortSignal.timeout(openMs) })) as [
      unknown,
      Socket,
    ];
    const watcher = new Watcher(socket, onEvent, onEnd);
    socket.write(textFrame({ type: 'connection_init', payload: { authorization } }));
    await once(socket, 'subscribed', { signal: AbortSignal.timeout(openMs) });
    return watcher;
  }

  private constructor(socket: Socket, onEvent: () => void, onEnd: (error: Error) => void) {
    this.#socket = socket;
    this.#onEvent = onEvent;
    this.#onEnd = onEnd;
    const reader = new FrameReader({
      text: (payload) => this.#take(payload),
      reply: (frame) => socket.write(frame),
      closed: () => onEnd(new Error('A WebSocket was closed.')),
    });
    socket.setNoDelay(true);
    socket.setTimeout(0);
    socket.on('data', (bytes) => reader.push(bytes));
    socket.on('error', onEnd);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(payload: Buffer): void {
    if (payload.includes('"type":"next"')) {
      this.count += 1;
      this.last = payload.toString('latin1');
      this.#onEvent();
      return;
    }
    const message = payload.toString();
    const { type } = JSON.parse(message);
    if (type === 'ping') this.#socket.write(textFrame({ type: 'pong' }));
    else if (type === 'connection_ack') {
      this.#socket.write(textFrame({ id: '1', type: 'subscribe', payload: { query: live } }));
      this.#socket.emit('subscribed');
    } else this.#onEnd(new Error(`A subscription has ended: ${message}`));
  }
}
