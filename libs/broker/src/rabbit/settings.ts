/** How RabbitMQ is used. Queues that exist keep what they were declared with. */
export interface RabbitSettings {
  /** Put before the names of the exchange and all queues, so that several systems can share a server. @default '' */
  prefix: string;
  /** Queues per consumer; every aggregate belongs to one of them. Drain the queues before changing it. @default 4 */
  partitions: number;
  /**
   * Deliveries after which the server dead-letters a message by itself: the net for a consumer that dies before its
   * inbox can count. Lost connections count too, so far above any number of attempts. @default 1_000
   */
  deliveryLimit: number;
  /** Longest wait for the first connection. @default 10_000 */
  connectTimeoutMs: number;
  /** First pause before another connection; doubles every time. @default 100 */
  reconnectMs: number;
  /** Longest such pause. @default 5_000 */
  longestReconnectMs: number;
  /** Silence after which a connection counts as lost, in seconds as the protocol has it. @default 10 */
  heartbeatSeconds: number;
  /** Longest wait for the server to confirm a message. @default 10_000 */
  confirmTimeoutMs: number;
  /** Most messages on their way without a confirmation. @default 2_000 */
  maxUnconfirmed: number;
  /** Longest wait for a clean goodbye. @default 2_000 */
  closeTimeoutMs: number;
}

export const defaultRabbitSettings: RabbitSettings = {
  prefix: '',
  partitions: 4,
  deliveryLimit: 1_000,
  connectTimeoutMs: 10_000,
  reconnectMs: 100,
  longestReconnectMs: 5_000,
  heartbeatSeconds: 10,
  confirmTimeoutMs: 10_000,
  maxUnconfirmed: 2_000,
  closeTimeoutMs: 2_000,
};
