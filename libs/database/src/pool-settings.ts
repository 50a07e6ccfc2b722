/** How many connections a pool holds, and how long anything on them may take. */
export interface PoolSettings {
  /** Most connections of this pool. */
  max: number;
  /** Shown in pg_stat_activity; at most 63 characters. */
  applicationName: string;
  /** Wait for a free or new connection. */
  connectionTimeoutMs: number;
  /** A connection that nobody uses is closed after this long. */
  idleTimeoutMs: number;
  /** The server ends a statement that runs longer. */
  statementTimeoutMs: number;
  /** The client gives up on an answer; longer than the server's limit, for a server that has gone silent. */
  queryTimeoutMs: number;
  /** Wait for a lock held by another transaction. */
  lockTimeoutMs: number;
  /** The server ends a transaction in which nothing happens for longer. */
  idleInTransactionTimeoutMs: number;
  /** TCP keep-alive probes start after this much silence. */
  keepAliveInitialDelayMs: number;
}

export const defaultPoolSettings: PoolSettings = {
  max: 10,
  applicationName: 'ursa',
  connectionTimeoutMs: 5_000,
  idleTimeoutMs: 30_000,
  statementTimeoutMs: 10_000,
  queryTimeoutMs: 12_000,
  lockTimeoutMs: 5_000,
  idleInTransactionTimeoutMs: 15_000,
  keepAliveInitialDelayMs: 10_000,
};
