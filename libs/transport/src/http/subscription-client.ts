import type { SubgraphRequest, SubgraphResponse } from '../contract.ts';
import { SubgraphUnavailable } from '../subgraph-unavailable.ts';
import type { SharedSocket } from './shared-socket.ts';
import { sharedSocket } from './shared-socket.ts';
import type { SubscriptionSettings } from './subscription-settings.ts';

interface SubscriptionClient {
  subscribe(request: SubgraphRequest): AsyncIterable<SubgraphResponse>;
  close(): Promise<void>;
}

/**
 * The subscriptions to one subgraph. Those with a passport share one socket: each operation carries its own in
 * `payload.extensions.passport`. Where headers say who asks, those of the same headers share one.
 */
export function subscriptionClient(settings: SubscriptionSettings): SubscriptionClient {
  const sockets = new Map<string, SharedSocket>();
  const gone = new SubgraphUnavailable(settings.name, 'closed', 'the transport is closed');
  let closed = false;

  const socketFor = (headers: Readonly<Record<string, string>>): SharedSocket => {
    const key = JSON.stringify(headers);
    const known = sockets.get(key);
    if (known !== undefined) return known;
    const fresh = sharedSocket(settings, headers, () => {
      // There is no end of these, and nobody may come back for one.
      if (key !== '{}' && sockets.delete(key)) fresh.close(gone);
    });
    sockets.set(key, fresh);
    return fresh;
  };

  return {
    subscribe: (request) => ({
      [Symbol.asyncIterator]() {
        if (closed) return failing(gone);
        return socketFor(request.headers ?? {}).subscribe(request);
      },
    }),
    async close() {
      closed = true;
      for (const socket of sockets.values()) socket.close(gone);
      sockets.clear();
    },
  };
}

function failing(error: Error): AsyncIterator<SubgraphResponse, undefined> {
  return { next: () => Promise.reject(error) };
}
