import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpStop } from '@ursa/telemetry';
import { createHttpStop } from '@ursa/telemetry';
import type { Mount } from '@ursa/transport';
import { longestRequestMs } from '@ursa/transport';
import type { RouterSettings } from '../settings.ts';
import type { Listener } from './routes.ts';

type Settings = Pick<RouterSettings, 'requestTimeoutMs' | 'keepAliveTimeoutMs'>;

/** An HTTP server that can be stopped without failing a request. */
export interface HttpServer extends HttpStop {
  readonly server: Server;
  /** Resolves with the port; rejects when it is taken. */
  listen(port: number, host: string): Promise<number>;
}

export function httpServer(
  listener: Listener,
  { requestTimeoutMs, keepAliveTimeoutMs }: Settings,
  mounts: readonly Mount[],
): HttpServer {
  const server = createServer(
    {
      requestTimeout: longestRequestMs(mounts, requestTimeoutMs),
      headersTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
    },
    listener,
  );
  return { server, listen: (port, host) => listen(server, port, host), ...createHttpStop(server) };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
