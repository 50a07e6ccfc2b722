import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Front } from '../front.ts';
import { clientOf } from '../request/client.ts';
import { isAllowedOrigin } from '../request/forgery.ts';
import { closeCodes } from './close-codes.ts';
import { protocol } from './protocol.ts';
import { carry, outletOf } from './socket.ts';

/** The WebSocket side of a router. */
export interface WebSockets {
  /** Handles an HTTP server's `upgrade` event. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket with 1001; those that do not answer are cut off after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Serves graphql-transport-ws at `/graphql`. */
export function webSockets(front: Front): WebSockets {
  const { streams, allowedOrigins, trustedProxyHops } = front.settings;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: streams.maxMessageBytes,
    maxFragments: streams.maxMessageFragments,
    // What is written past it would overtake what is being compressed.
    perMessageDeflate: false,
    handleProtocols,
  });
  const server = makeServer(protocol(front));

  const begin = (socket: WebSocket, request: IncomingMessage, connection: Duplex): void => {
    const client = clientOf(request, trustedProxyHops);
    const outlet = outletOf(socket, connection, streams, front.log);
    const closed = server.opened(carry(socket, outlet, streams, front.log), {
      socket,
      outlet,
      request,
      client,
      subject: null,
      headers: {},
    });
    socket.once('close', (code, reason) => {
      closed(code, reason.toString()).catch((error: unknown) =>
        front.log.error({ err: error }, 'Closing a WebSocket failed'),
      );
    });
  };

  return {
    upgrade(request, socket, head) {
      const { origin } = request.headers;
      if (request.url?.split('?', 1)[0] !== '/graphql') return refuse(socket, '404 Not Found');
      if (front.stopping.aborted || front.connections.full) return refuse(socket, '503 Service Unavailable');
      if (
        origin !== undefined &&
        !isAllowedOrigin(origin, clientOf(request, trustedProxyHops), allowedOrigins)
      ) {
        return refuse(socket, '403 Forbidden');
      }
      sockets.handleUpgrade(request, socket, head, (open) => begin(open, request, socket));
    },
    async close(graceMs) {
      const all = [...sockets.clients];
      const closed = all.map(
        (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const socket of all) socket.close(closeCodes.goingAway, 'Going away');
      const cut = setTimeout(() => {
        for (const socket of all) socket.terminate();
      }, graceMs);
      await Promise.all(closed);
      clearTimeout(cut);
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
