import type { Log } from '@ursa/telemetry';
import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { StreamSettings } from '../settings.ts';
import { closeCodes } from './close-codes.ts';

/** Carries graphql-transport-ws over one WebSocket; finds out when the other side is dead or takes nothing. */
export function carry(socket: WebSocket, settings: StreamSettings, log: Log): ProtocolSocket {
  keepAlive(socket, settings.pingIntervalMs);
  const { stallTimeoutMs } = settings;
  const progress = stallWatch(stallTimeoutMs, () => {
    log.info('A client takes nothing');
    giveUp(socket, stallTimeoutMs);
  });
  socket.once('close', progress.stop);
  // ws has closed the socket with the right code by itself.
  socket.on('error', (error) => log.debug({ err: error }, 'A WebSocket broke'));
  return {
    protocol: socket.protocol,
    send: (data) =>
      new Promise((resolve) => {
        if (socket.readyState !== socket.OPEN) return resolve();
        progress.begin();
        // A message that could not be sent: the socket is closing, and ends every operation on it.
        socket.send(data, () => {
          progress.end();
          resolve();
        });
      }),
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

/** Acts when messages wait and none has gone out for `timeoutMs`. */
function stallWatch(timeoutMs: number, act: () => void): { begin(): void; end(): void; stop(): void } {
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    begin() {
      waiting += 1;
      timer ??= setTimeout(act, timeoutMs);
    },
    end() {
      waiting -= 1;
      if (waiting === 0) stop();
      else timer?.refresh();
    },
    stop,
  };
}
