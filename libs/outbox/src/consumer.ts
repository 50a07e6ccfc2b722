import type { Log } from '@ursa/broker';
import type { Tx } from '@ursa/database';
import type { AnyEventContract, EventEnvelope, PayloadOf } from '@ursa/events';

/** What a handler gets beside the event. */
export interface HandlerContext {
  /** The transaction that also remembers the event as handled: every effect goes here. */
  readonly tx: Tx;
  readonly log: Log;
  /** Aborted when the handler has taken too long; its transaction is gone then. */
  readonly signal: AbortSignal;
}

export interface ConsumerOptions {
  /**
   * What becomes of the later events of an aggregate when one of them is given up on: they go on, or wait until an
   * operator has replayed or discarded it. @default 'continue'
   */
  readonly afterPoison?: 'continue' | 'hold';
}

/** A subgraph's interest in one kind of event. */
export interface EventConsumer {
  readonly contract: AnyEventContract;
  readonly afterPoison: 'continue' | 'hold';
  handle(event: EventEnvelope, context: HandlerContext): Promise<void>;
}

/**
 * Declares what happens on an event. The handler runs in one transaction with the memory that it ran: it takes
 * effect once, and either wholly or not at all. Throwing means another attempt later; see {@link RetryLater}.
 */
export function consumer<C extends AnyEventContract>(
  contract: C,
  handle: (event: EventEnvelope<PayloadOf<C>>, context: HandlerContext) => Promise<void>,
  { afterPoison = 'continue' }: ConsumerOptions = {},
): EventConsumer {
  return {
    contract,
    afterPoison,
    handle: (event, context) => handle(event as EventEnvelope<PayloadOf<C>>, context),
  };
}

/**
 * Thrown by a handler whose dependency is away: the event is tried again after a while, without counting as an
 * attempt, and so never ends as a dead letter for it.
 */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly retryInMs: number;

  constructor(reason: string, options: ErrorOptions & { retryInMs?: number } = {}) {
    super(reason, options);
    this.retryInMs = options.retryInMs ?? 1_000;
  }
}
