/** Says that an event of an aggregate was committed; what it says is in Postgres. */
export interface LiveMessage {
  /** `<owner>:<aggregate>`, see {@link liveChannel}. */
  channel: string;
  /** The aggregate's sequence, taken in the writing transaction: grows by one from event to event. */
  sequence: number;
  /** The event's name. */
  type: string;
  /** The id of the thing it is about. */
  id: string;
}

/**
 * Why messages may be missing:
 * - `overflow`: the watcher read too slowly, and its buffer was dropped
 * - `reconnect`: the connection to the channel was lost and is there again
 * - `jump`: a message arrived whose sequence does not follow the last one
 */
export type GapReason = 'overflow' | 'reconnect' | 'jump';

/** What a watcher sees. After a gap it fetches from Postgres what came after the last message it knows. */
export type LiveSignal = { kind: 'message'; message: LiveMessage } | { kind: 'gap'; reason: GapReason };

/** The live channels: at most once, in order. Whoever watches through `follow` misses nothing all the same. */
export interface Live {
  /**
   * Tells everybody who watches. Messages of one channel are to be announced in sequence; announcing one again
   * does no harm. Rejects with `LiveUnavailable` when they may not have gone out: announce them again.
   */
  announce(messages: readonly LiveMessage[]): Promise<void>;
  /**
   * Watches a channel until the signal aborts or the iteration is left. Resolves once what is announced from now
   * on will be seen. While the channels are away it resolves nevertheless, and a gap follows when they are back.
   */
  watch(channel: string, signal: AbortSignal): Promise<AsyncIterable<LiveSignal>>;
  /** Resolves when messages can be announced; rejects with `LiveUnavailable` when they cannot, after a bounded wait. */
  check(): Promise<void>;
  /** How many channels are watched in this process. */
  readonly watchedChannels: number;
  /** Ends every watch and lets the connections go. */
  close(): Promise<void>;
}

/** The channel that an owner's events of one aggregate are announced on. */
export function liveChannel(owner: string, aggregate: string): string {
  return `${owner}:${aggregate}`;
}
