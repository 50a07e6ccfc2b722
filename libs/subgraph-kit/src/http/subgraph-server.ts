import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health, Log } from '@ursa/telemetry';
import { createHttpStop, underTrace } from '@ursa/telemetry';
import type { Mount } from '@ursa/transport';
import { longestRequestMs, mountAt, requireWholeIn } from '@ursa/transport';
import type { Server as GraphqlServer } from 'graphql-ws';
import type { Route } from '../define-subgraph.ts';
import { maskFault } from '../errors/mask-errors.ts';
import type { SubgraphSettings } from '../settings.ts';
import { answerJson, answerRoute } from './answer.ts';
import type { GraphqlApp } from './graphql-handler.ts';
import { handleGraphql } from './graphql-handler.ts';
import { serveSockets } from './websocket.ts';

/** What the HTTP server of a subgraph serves. */
export interface ServerParts {
  readonly graphql: GraphqlApp;
  readonly subscriptions: GraphqlServer<{ request: IncomingMessage }>;
  readonly health: Health;
  readonly routes: Readonly<Record<string, Route>>;
  readonly mounts: readonly Mount[];
  readonly settings: SubgraphSettings;
  readonly log: Log;
}

export interface SubgraphServer {
  /** Resolves with the port it got. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more connections, and answers what open ones still ask for `lullMs`. */
  settle(lullMs: number): Promise<void>;
  /** Closes sockets in order, and lets running requests end for at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** HTTP and WebSocket on one port: GraphQL at `/graphql` and `/`, the public routes, health and metrics. */
export function createSubgraphServer(parts: ServerParts): SubgraphServer {
  const { settings, mounts, log } = parts;
  const server = createServer(
    {
      requestTimeout: longestRequestMs(mounts, settings.requestTimeoutMs),
      headersTimeout: settings.requestTimeoutMs,
      keepAliveTimeout: settings.keepAliveTimeoutMs,
    },
    (request, response) => {
      handle(parts, request, response).catch((error: unknown) => {
        if (response.destroyed) return;
        const fault = maskFault(error, log);
        if (response.headersSent) response.destroy();
        else answerJson(response, 500, { errors: [fault] });
      });
    },
  );
  const stop = createHttpStop(server);
  const closeSockets = serveSockets(server, parts.subscriptions, settings, log);

  return {
    async listen(port, host) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    },
    settle: stop.settle,
    async stop(graceMs) {
      await Promise.all([closeSockets(), stop.close(graceMs)]);
    },
  };
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (parts.health.handle(request, response)) return;
  const path = request.url?.split('?', 1)[0] ?? '/';
  const mount = mountAt(parts.mounts, path);
  if (mount) return mount.handle(request, response);
  requireWholeIn(parts.settings.requestTimeoutMs, request, response);
  if (path === '/graphql' || path === '/')
    return underTrace(request.headers, () => handleGraphql(parts.graphql, request, response));
  const route = parts.routes[path];
  if (route && request.method === 'GET') return answerRoute(request, response, route);
  answerJson(response, 404, { errors: [{ message: 'There is nothing here.' }] });
}
