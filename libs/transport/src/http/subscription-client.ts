import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { SubgraphRequest, SubgraphResponse } from '../contract.ts';
import { SubgraphUnavailable } from '../subgraph-unavailable.ts';
import { backoffMs } from './backoff.ts';
import { RemoteSubscription } from './remote-subscription.ts';
import type { SubscriptionSettings } from './subscription-settings.ts';

interface SubscriptionClient {
  subscribe(request: SubgraphRequest): AsyncIterable<SubgraphResponse>;
  close(): Promise<void>;
}

/**
 * All subscriptions to one subgraph over one `graphql-transport-ws` socket, opened when the first one starts.
 * The socket itself needs no passport: each operation carries its own in `payload.extensions.passport`.
 *
 * While it cannot be opened, attempts go on and new subscriptions wait for it. When an open socket is lost, what
 * ran on it fails: only the caller knows from which cursor to go on.
 */
export function subscriptionClient(settings: SubscriptionSettings): SubscriptionClient {
  const { name, timeoutMs, maxResponseBytes, pingIntervalMs } = settings;
  const open = new Set<RemoteSubscription>();
  let socket: WebSocket | undefined;
  let pongTimer: NodeJS.Timeout | undefined;
  let closed = false;

  class SubgraphSocket extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, {
        maxPayload: maxResponseBytes,
        perMessageDeflate: false,
        handshakeTimeout: timeoutMs,
      });
    }
  }

  const client = createClient({
    url: settings.url.replace(/^http/, 'ws'),
    webSocketImpl: SubgraphSocket,
    lazyCloseTimeout: 1_000,
    keepAlive: pingIntervalMs,
    connectionAckWaitTimeout: timeoutMs,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) => new Promise((resolve) => setTimeout(resolve, backoffMs(attempt)).unref()),
    on: {
      connected(opened) {
        socket = opened as WebSocket;
        for (const subscription of [...open]) subscription.attach();
      },
      closed() {
        clearTimeout(pongTimer);
        for (const subscription of [...open]) subscription.connectionLost();
      },
      ping(received) {
        if (!received) pongTimer = setTimeout(dropSocket, pingIntervalMs).unref();
      },
      pong(received) {
        if (received) clearTimeout(pongTimer);
      },
    },
  });

  /** The other side is gone without a word; closing politely would wait for it. */
  function dropSocket(): void {
    client.terminate();
    socket?.terminate();
  }

  return {
    subscribe: (request) => ({
      [Symbol.asyncIterator]() {
        const subscription = new RemoteSubscription(settings, request, () => open.delete(subscription));
        open.add(subscription);
        if (closed) subscription.fail(new SubgraphUnavailable(name, 'closed', 'the transport is closed'));
        else subscription.start(client, socket?.readyState === WebSocket.OPEN);
        return subscription.events;
      },
    }),
    async close() {
      closed = true;
      const error = new SubgraphUnavailable(name, 'closed', 'the transport is closed');
      for (const subscription of [...open]) subscription.fail(error);
      clearTimeout(pongTimer);
      // It waits for an attempt to connect that nobody wants any more, and rejects when that comes to nothing.
      void Promise.resolve(client.dispose()).catch(() => undefined);
      socket?.close(1_000);
    },
  };
}
