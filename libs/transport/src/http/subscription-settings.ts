/** What the subscriptions to one subgraph share; see `HttpTransportSettings` for the meaning of each. */
export interface SubscriptionSettings {
  name: string;
  url: string;
  timeoutMs: number;
  maxResponseBytes: number;
  maxBufferedEvents: number;
  pingIntervalMs: number;
}
