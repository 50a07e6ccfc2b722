import { z } from 'zod';

/** What travels around the payload of every event, on the wire and in the tables. */
export interface EventEnvelope<P = unknown> {
  /** UUIDv7; the same in every copy of the event, which makes duplicates recognisable. */
  readonly id: string;
  /** Name of the contract, for example `CommentAdded`. */
  readonly type: string;
  /** Version of the contract the payload was written under. */
  readonly version: number;
  /** The subgraph that publishes it. */
  readonly owner: string;
  /** The id of the thing it happened to; events of one aggregate arrive in order. */
  readonly aggregate: string;
  /** The aggregate's version: 1, 2, 3 … without a gap, in commit order. */
  readonly sequence: number;
  /** RFC 3339, UTC. */
  readonly occurredAt: string;
  readonly payload: P;
}

/** The envelope's shape; a contract narrows `type`, `version`, `owner` and `payload`. */
export const envelopeSchema = z.strictObject({
  id: z.uuid(),
  type: z.string().min(1).max(100),
  version: z.int().positive(),
  owner: z.string().min(1).max(100),
  aggregate: z.string().min(1).max(200),
  sequence: z.int().positive(),
  occurredAt: z.iso.datetime({ precision: 3 }),
  payload: z.unknown(),
});
