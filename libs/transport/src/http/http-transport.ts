import type { SubgraphTransport } from '../contract.ts';
import { httpClient } from './http-client.ts';
import { subscriptionClient } from './subscription-client.ts';

export interface HttpTransportSettings {
  /** The subgraph's name, for errors. */
  name: string;
  /** Its GraphQL endpoint, `unix:///run/name.sock?path=/graphql` among them; subscriptions go there over WebSocket. */
  url: string;
  /** Longest wait for an answer, or for a subscription's socket. @default 10_000 */
  timeoutMs?: number;
  /** Longest response body. @default 16 MiB */
  maxResponseBytes?: number;
  /** Most connections kept open for queries and mutations. @default 64 */
  maxSockets?: number;
  /** Events a subscription's reader may be behind before it is cut off. @default 256 */
  maxBufferedEvents?: number;
  /** A socket that stays silent after a ping for as long again is dropped. @default 10_000 */
  pingIntervalMs?: number;
}

/** Calls a subgraph that is another process: keep-alive POSTs, and one WebSocket for all subscriptions. */
export function httpTransport(settings: HttpTransportSettings): SubgraphTransport {
  const {
    name,
    url,
    timeoutMs = 10_000,
    maxResponseBytes = 16 * 1_024 * 1_024,
    maxSockets = 64,
    maxBufferedEvents = 256,
    pingIntervalMs = 10_000,
  } = settings;
  const calls = httpClient({ name, url, timeoutMs, maxResponseBytes, maxSockets });
  const subscriptions = subscriptionClient({
    name,
    url,
    timeoutMs,
    maxResponseBytes,
    maxBufferedEvents,
    pingIntervalMs,
  });
  return {
    execute: calls.execute,
    subscribe: subscriptions.subscribe,
    close: async () => {
      await Promise.all([calls.close(), subscriptions.close()]);
    },
  };
}
