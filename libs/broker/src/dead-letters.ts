import type { EventEnvelope } from '@ursa/events';

/** An event given up on. */
export interface DeadLetter {
  readonly id: string;
  /** Undefined: what arrived could not be read as an event. */
  readonly event: EventEnvelope | undefined;
  /** Why it was given up on. */
  readonly reason: string;
  /** How often it was tried; 0: never, or not known. */
  readonly attempts: number;
  readonly diedAt: Date | undefined;
}

/** The operator's view of what one consumer gave up on. */
export interface DeadLetters {
  /** The oldest ones. @param limit default 100 */
  list(limit?: number): Promise<DeadLetter[]>;
  /** Gives them another round of attempts: these, or all. Tells how many. Handled ones have no second effect. */
  replay(ids?: readonly string[]): Promise<number>;
  /** Lets go of them for good. Tells how many. */
  discard(ids: readonly string[]): Promise<number>;
}
