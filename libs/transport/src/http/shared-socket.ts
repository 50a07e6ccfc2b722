import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { SubgraphRequest, SubgraphResponse } from '../contract.ts';
import { addressOf } from './address.ts';
import { backoffMs } from './backoff.ts';
import { RemoteSubscription } from './remote-subscription.ts';
import type { SubscriptionSettings } from './subscription-settings.ts';

/** A `graphql-transport-ws` socket that subscriptions share. */
export interface SharedSocket {
  subscribe(request: SubgraphRequest): AsyncIterator<SubgraphResponse, undefined>;
  /** Ends what runs on it, for this reason. */
  close(error: Error): void;
}

/**
 * The socket is opened when the first subscription starts. While it cannot be opened, attempts go on and new
 * subscriptions wait for it. When an open socket is lost, what ran on it fails: only the caller knows from which cursor
 * to go on.
 *
 * @param headers what the handshake and `connection_init` tell
 * @param onIdle told whenever the last subscription has ended
 */
export function sharedSocket(
  settings: SubscriptionSettings,
  headers: Readonly<Record<string, string>>,
  onIdle: () => void,
): SharedSocket {
  const { timeoutMs, maxResponseBytes, pingIntervalMs } = settings;
  const open = new Set<RemoteSubscription>();
  let socket: WebSocket | undefined;
  let pongTimer: NodeJS.Timeout | undefined;

  class SubgraphSocket extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, {
        headers,
        maxPayload: maxResponseBytes,
        perMessageDeflate: false,
        handshakeTimeout: timeoutMs,
      });
    }
  }

  const client = createClient({
    url: addressOf(settings.url).webSocket,
    webSocketImpl: SubgraphSocket,
    ...(Object.keys(headers).length > 0 && { connectionParams: headers }),
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
    subscribe(request) {
      const subscription = new RemoteSubscription(settings, request, () => {
        if (open.delete(subscription) && open.size === 0) onIdle();
      });
      open.add(subscription);
      subscription.start(client, socket?.readyState === WebSocket.OPEN);
      return subscription.events;
    },
    close(error) {
      for (const subscription of [...open]) subscription.fail(error);
      clearTimeout(pongTimer);
      // It waits for an attempt to connect that nobody wants any more, and rejects when that comes to nothing.
      void Promise.resolve(client.dispose()).catch(() => undefined);
      socket?.close(1_000);
    },
  };
}
