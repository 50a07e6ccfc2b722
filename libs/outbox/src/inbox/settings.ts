/** How events are handled, and how long a failing one is tried. */
export interface InboxSettings {
  /** Most events handled at the same time in this process; each holds one connection of the pool. @default 5 */
  concurrency: number;
  /** How often an event is tried before it is given up on. @default 5 */
  maxAttempts: number;
  /** Pause after the first failure; it triples with every further one. @default 500 */
  retryMs: number;
  /** Longest such pause. @default 30_000 */
  longestRetryMs: number;
  /** A message that waits longer for what has to come first is kept here and handled by the pump. @default 2_000 */
  putAsideMs: number;
  /** A handler that takes longer has failed, and its transaction is ended. @default 10_000 */
  handlerTimeoutMs: number;
  /** Longest rest of the pump when nobody wakes it. @default 1_000 */
  pollMs: number;
  /** Most accepted events the pump reads at once. @default 100 */
  batchSize: number;
}

export const defaultInboxSettings: InboxSettings = {
  concurrency: 5,
  maxAttempts: 5,
  retryMs: 500,
  longestRetryMs: 30_000,
  putAsideMs: 2_000,
  handlerTimeoutMs: 10_000,
  pollMs: 1_000,
  batchSize: 100,
};
