/** The bounds of one running subgraph. Every one is in docs/configuration.md. */
export interface SubgraphSettings {
  /** Largest HTTP body, and largest WebSocket message. */
  readonly maxBodyBytes: number;
  /** Distinct operations kept parsed and validated. */
  readonly documentCacheSize: number;
  /** Longest operation text kept in that cache, in characters; longer ones are parsed each time. */
  readonly documentCacheMaxLength: number;
  /** A client must have sent its whole request in this time. */
  readonly requestTimeoutMs: number;
  /** An idle keep-alive connection is closed after this time. */
  readonly keepAliveTimeoutMs: number;
  /** Most open sockets of WebSocket clients. */
  readonly maxSockets: number;
  /** Most running operations on one socket. The router sends those of many clients over one socket. */
  readonly maxSubscriptionsPerSocket: number;
  /** A socket whose unsent answers exceed this is closed (4008). */
  readonly maxSocketBacklogBytes: number;
  /** Pings keep sockets alive and find dead ones. */
  readonly socketPingMs: number;
  /** How long a subgraph waits for another one's answer. */
  readonly askDeadlineMs: number;
  /** Rest between two rounds of clearing away old events and mutation keys. */
  readonly housekeepingMs: number;
  /** On a stop, how long open connections are still answered before they are closed. */
  readonly lullMs: number;
  /** How long running requests may take to end on a stop. */
  readonly graceMs: number;
}

export const defaultSettings: SubgraphSettings = {
  maxBodyBytes: 1_048_576,
  documentCacheSize: 1_000,
  documentCacheMaxLength: 20_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 65_000,
  maxSockets: 100,
  maxSubscriptionsPerSocket: 20_000,
  maxSocketBacklogBytes: 8_388_608,
  socketPingMs: 12_000,
  askDeadlineMs: 1_000,
  housekeepingMs: 600_000,
  lullMs: 200,
  graceMs: 10_000,
};
