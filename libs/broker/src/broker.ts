import type { EventEnvelope } from '@ursa/events';
import type { DeadLetters } from './dead-letters.ts';
import type { Inbox } from './inbox.ts';

/** Carries events from the outboxes of their owners to the inboxes of their consumers, at least once. */
export interface Broker {
  /** Whether publishing makes sense now; false while the other side is away or asks publishers to wait. */
  readonly connected: boolean;
  /** Calls `listener` whenever publishing makes sense again. Returns what ends that. */
  onConnected(listener: () => void): () => void;
  /** Makes room for the events of these consumers, before any of them has ever started. */
  declare(consumers: readonly string[]): Promise<void>;
  /**
   * Sends events and waits until each is kept durably for everyone it is for, or refused. Never rejects.
   * For every consumer the order per aggregate is kept: after a refused event no later one is sent.
   */
  publish(deliveries: readonly Delivery[]): Promise<PublishResult[]>;
  /** Hands the events of one consumer to its inbox until stopped; by itself again after every interruption. */
  consume(consumer: Consumer): Consumption;
  /** What was given up on for this consumer. */
  deadLetters(consumer: Pick<Consumer, 'name' | 'inbox'>): DeadLetters;
  /** Stops everything that is still running and lets go of the other side. */
  close(): Promise<void>;
}

/** An event and the consumers that do not have it yet. */
export interface Delivery {
  readonly event: EventEnvelope;
  readonly to: readonly string[];
}

/** What became of a {@link Delivery}; results come in the order of the deliveries. */
export interface PublishResult {
  /** The consumers that do not have it; none: everyone has. */
  readonly refused: readonly Refusal[];
}

export interface Refusal {
  readonly consumer: string;
  /** Why; null: not tried, it waits its turn behind another event of its aggregate. */
  readonly reason: string | null;
}

/** One subgraph as a consumer of events. */
export interface Consumer {
  /** The subgraph's name, as contracts list it. */
  readonly name: string;
  readonly inbox: Inbox;
  /** Most events handed out and not finished, per queue. @default 20 */
  readonly prefetch?: number;
}

export interface Consumption {
  /** Resolves once events arrive for the first time (or it is stopped before). */
  readonly ready: Promise<void>;
  /** Takes no more events, and lets those being handled end for at most `graceMs`. @default 10_000 */
  stop(graceMs?: number): Promise<void>;
}
