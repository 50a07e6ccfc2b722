import type { Duplex } from 'node:stream';
import type { Log } from '@ursa/telemetry';
import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { StreamSettings } from '../settings.ts';
import { closeCodes } from './close-codes.ts';
import { Outlet } from './outlet.ts';
import { textFrame } from './text-frame.ts';
import { together } from './together.ts';

/**
 * What goes out over a WebSocket, in frames; finds out when the other side takes nothing, or too little. They are written
 * past `ws`, so that a frame is made once for everybody. Their order stays: `ws` writes to the same connection.
 *
 * @param connection what the WebSocket runs on
 */
export function outletOf(socket: WebSocket, connection: Duplex, settings: StreamSettings, log: Log): Outlet {
  const write = together(connection);
  const outlet = new Outlet(
    {
      // Behind a close frame nothing may come: the socket is closing, and ends every operation on it.
      write: (frame, sent) => (socket.readyState === socket.OPEN ? write(frame, sent) : sent()),
      giveUp(why) {
        log.info(why === 'stalled' ? 'A client takes nothing' : 'A client is too far behind');
        giveUp(socket, settings.stallTimeoutMs);
      },
    },
    settings,
  );
  socket.once('close', () => outlet.close());
  return outlet;
}

/** Carries graphql-transport-ws over one WebSocket. */
export function carry(socket: WebSocket, outlet: Outlet, settings: StreamSettings, log: Log): ProtocolSocket {
  keepAlive(socket, settings.pingIntervalMs);
  // ws has closed the socket with the right code by itself.
  socket.on('error', (error) => log.debug({ err: error }, 'A WebSocket broke'));
  return {
    protocol: socket.protocol,
    send: (data) => new Promise((resolve) => outlet.send(textFrame(data), resolve)),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (receive) =>
      socket.on('message', (data) => {
        receive(String(data)).catch((error: unknown) => {
          log.error({ err: error }, 'A WebSocket message failed');
          socket.close(closeCodes.internal, 'Internal server error');
        });
      }),
  };
}

function keepAlive(socket: WebSocket, pingIntervalMs: number): void {
  let answered = true;
  const pings = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingIntervalMs);
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => clearInterval(pings));
}

/** Says so, for a client that wakes up in time; one that does not is cut off. */
function giveUp(socket: WebSocket, timeoutMs: number): void {
  socket.close(closeCodes.tooSlow, 'Too slow');
  const cut = setTimeout(() => socket.terminate(), timeoutMs);
  socket.once('close', () => clearTimeout(cut));
}
