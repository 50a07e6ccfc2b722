import type { Delivery } from '../engine/delivery.ts';
import type { Way } from '../observations.ts';

/** How answers stand one after the other in one HTTP response. */
export interface StreamFormat {
  /** What it is called where it is observed. */
  readonly way: Way;
  readonly contentType: string;
  /** Comes first. */
  readonly begin: Buffer;
  /** Keeps the connection alive; absent: it is not needed. */
  readonly heartbeat?: Buffer;
  /** Longest silence before a heartbeat. Milliseconds; undefined: that of the settings. */
  readonly heartbeatMs?: number;
  /** Says that there is no more to come. */
  readonly end: Buffer;
  answer(answer: Delivery): Buffer;
}
