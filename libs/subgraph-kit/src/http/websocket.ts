import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '@ursa/telemetry';
import type { Server as GraphqlServer } from 'graphql-ws';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { keepAlive } from './keep-alive.ts';

/** The bounds of sockets. */
export interface SocketSettings {
  readonly maxBodyBytes: number;
  readonly maxSockets: number;
  readonly maxSocketBacklogBytes: number;
  readonly socketPingMs: number;
}

/** The close code of a socket whose reader is too slow. */
export const slowReaderCode = 4008;

// An operation comes in one frame; nobody splits one into many for a good reason.
const maxFragments = 64;

/** Takes WebSocket connections of an HTTP server, within bounds. Returns what closes them all in order (1001). */
export function serveSockets(
  http: HttpServer,
  graphql: GraphqlServer<{ request: IncomingMessage }>,
  settings: SocketSettings,
  log: Log,
): () => Promise<void> {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: settings.maxBodyBytes,
    maxFragments,
    perMessageDeflate: false,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (server.clients.size >= settings.maxSockets) {
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    server.handleUpgrade(request, socket, head, (client) => attach(client, request));
  };

  const attach = (client: WebSocket, request: IncomingMessage) => {
    const fail = (error: unknown) => {
      log.error({ err: error }, 'a subscription message failed');
      client.close(CloseCode.InternalServerError, 'Internal server error');
    };
    const gone = new Promise<void>((resolve) => client.once('close', () => resolve()));
    const closed = graphql.opened(
      {
        protocol: client.protocol,
        send: (data) => send(client, data, gone),
        close: (code, reason) => client.close(code, reason),
        onMessage: (take) => client.on('message', (data) => void take(String(data)).catch(fail)),
      },
      { request },
    );
    const stopPings = keepAlive(client, settings.socketPingMs);
    client.on('error', (error) => log.warn({ err: error }, 'a socket failed'));
    client.once('close', (code, reason) => {
      stopPings();
      closed(code, String(reason)).catch(fail);
    });
  };

  // An answer counts as sent when it has left for the network, so one operation waits for its slow reader alone;
  // once the socket closes, until its operations are ended.
  const send = (client: WebSocket, data: string, gone: Promise<void>): Promise<void> => {
    if (client.readyState !== client.OPEN) return gone;
    if (client.bufferedAmount + data.length > settings.maxSocketBacklogBytes) {
      log.warn({ backlogBytes: client.bufferedAmount }, 'a slow reader is cut off');
      return closeOrderly(client, slowReaderCode, 'Too slow');
    }
    return new Promise((resolve) => client.send(data, () => resolve()));
  };

  http.on('upgrade', onUpgrade);
  return async () => {
    http.off('upgrade', onUpgrade);
    const gone = [...server.clients].map((client) => closeOrderly(client, 1001, 'Going away'));
    server.close();
    await Promise.all(gone);
  };
}

const closeWaitMs = 1_000;

// Whoever does not answer the close frame in time is cut off.
function closeOrderly(client: WebSocket, code: number, reason: string): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => client.terminate(), closeWaitMs);
    client.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    client.close(code, reason);
  });
}
