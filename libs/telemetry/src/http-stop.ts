import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Server as NetServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Stops an HTTP server without failing a request: first `settle`, then `close`. */
export interface HttpStop {
  /**
   * Takes no new connection. Open ones are still answered, and told with the answer that it is the last (RFC 9112
   * §9.6): whoever has just chosen one for a request gets through. Resolves after `lullMs`, or when none is left.
   */
  settle(lullMs: number): Promise<void>;
  /** Closes what is idle and waits for the last answer; what lasts longer than `graceMs` is cut off. */
  close(graceMs: number): Promise<void>;
}

const sweepMs = 20;

/** To be made before the server takes its first connection. */
export function createHttpStop(server: Server): HttpStop {
  // Node counts a connection that has not asked anything yet as busy. Browsers open such ones to have them at hand.
  const answers = new Map<Socket, Set<ServerResponse>>();
  let closed: Promise<void> | undefined;

  server.on('connection', (socket: Socket) => {
    answers.set(socket, new Set());
    socket.once('close', () => answers.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    const running = answers.get(socket);
    if (closed) response.setHeader('connection', 'close');
    running?.add(response);
    response.once('close', () => running?.delete(response));
  });
  server.prependListener('upgrade', ({ socket }) => answers.delete(socket as Socket));

  const destroyWhere = (chosen: (running: Set<ServerResponse>) => boolean): void => {
    for (const [socket, running] of answers) if (chosen(running)) socket.destroy();
  };
  const refuseMore = (): Promise<void> => {
    if (!server.listening) return Promise.resolve();
    for (const running of answers.values()) {
      for (const response of running) if (!response.headersSent) response.setHeader('connection', 'close');
    }
    // The close of an HTTP server cuts idle connections at once, whoever may be about to use them.
    return new Promise((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  };

  return {
    async settle(lullMs) {
      closed ??= refuseMore();
      const lull = new AbortController();
      await Promise.race([closed, delay(lullMs, undefined, { signal: lull.signal }).catch(() => {})]);
      lull.abort();
    },
    async close(graceMs) {
      closed ??= refuseMore();
      // It no longer listens; this ends Node's own timers.
      server.close();
      const sweep = setInterval(() => destroyWhere((running) => running.size === 0), sweepMs);
      const cut = setTimeout(() => destroyWhere(() => true), graceMs);
      destroyWhere((running) => running.size === 0);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}
