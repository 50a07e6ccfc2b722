/** What can be counted; every callback is optional and must not throw. */
export interface DeliveryMetrics {
  /** Everyone an event is for has it, so long after it happened. */
  published?(type: string, lagMs: number): void;
  /** An attempt to publish did not reach everyone. */
  refused?(type: string): void;
  handled?(type: string, durationMs: number): void;
  duplicate?(type: string): void;
  /** An attempt to handle failed; there will be another. */
  retried?(type: string): void;
  /** Given up on. */
  dead?(type: string): void;
}
