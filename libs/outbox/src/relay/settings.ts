/** How an outbox is emptied. */
export interface RelaySettings {
  /** Most events sent in one go. @default 100 */
  batchSize: number;
  /** Longest rest when no notification arrives: the net under LISTEN/NOTIFY. @default 1_000 */
  pollMs: number;
  /** Pause after the first refusal of an event; it doubles with every further one. @default 200 */
  retryMs: number;
  /** Longest such pause. @default 10_000 */
  longestRetryMs: number;
  /** Longest wait for the live channel. @default 5_000 */
  announceTimeoutMs: number;
  /** The server ends a claim that is silent for longer; above everything a broker may take. @default 60_000 */
  claimTimeoutMs: number;
}

export const defaultRelaySettings: RelaySettings = {
  batchSize: 100,
  pollMs: 1_000,
  retryMs: 200,
  longestRetryMs: 10_000,
  announceTimeoutMs: 5_000,
  claimTimeoutMs: 60_000,
};
