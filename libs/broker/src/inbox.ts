import type { EventEnvelope } from '@ursa/events';
import type { DeadLetter } from './dead-letters.ts';

/** Where a consumer's events take effect once, however often they arrive. */
export interface Inbox {
  /** Keeps events durably, to be handled by the pump. Those it knows already are left as they are. */
  accept(events: readonly EventEnvelope[]): Promise<void>;
  /**
   * Handles one event, its effects and the memory of it in one transaction. Rejects when its own database is away;
   * then nothing happened, and it may be tried again at any time.
   * @param delivery.redelivered whether a process may have died of it before
   */
  handle(event: EventEnvelope, delivery: { readonly redelivered: boolean }): Promise<Handled>;
  /** Handles what was accepted, now and from now on. */
  pump(): Pump;
  /** The oldest of those given up on. */
  dead(limit: number): Promise<DeadLetter[]>;
  /** Gives events that were given up on another round of attempts, through the pump; handled ones stay handled. */
  revive(events: readonly EventEnvelope[]): Promise<void>;
  /** Lets go of events for good; those that wait behind them go on. */
  discard(ids: readonly string[]): Promise<void>;
}

/**
 * - `handled`: it took effect just now; `duplicate`: it did before
 * - `held`: kept for the pump: it waits behind an earlier event of its aggregate, or has waited too long for another one
 * - `dead`: given up on
 * - `retryInMs`: it failed; try again in so many milliseconds
 */
export type Handled = 'handled' | 'duplicate' | 'held' | 'dead' | { readonly retryInMs: number };

/** Works off what an inbox accepted, one event of an aggregate after the other. */
export interface Pump {
  /** Says that there may be something to do. */
  wake(): void;
  /** Starts no more events, and lets those being handled end for at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** Events of one stream keep their order: the same owner's events about the same thing. */
export function streamOf({ owner, aggregate }: Pick<EventEnvelope, 'owner' | 'aggregate'>): string {
  return `${owner}:${aggregate}`;
}
