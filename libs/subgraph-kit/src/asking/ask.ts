import type { UserId } from '@ursa/ids';

/** A question to the owner of some entities. */
export interface Question {
  /** The entity type, for example `User`. */
  readonly typename: string;
  /** Ids of the entities; or `representations` where another key than `id` finds them. */
  readonly ids?: readonly string[];
  /** Keys of the entities, without `__typename`. */
  readonly representations?: readonly Readonly<Record<string, unknown>>[];
  /** What to know of them: a selection set without its braces, for example `id username`. */
  readonly selection: string;
  /** As whom to ask. @default the viewer of this operation */
  readonly viewer?: UserId | null;
  /** @default 1_000 */
  readonly deadlineMs?: number;
}

/**
 * Asks the subgraph `peer` for entities it owns, as a viewer who sees there what he may see anywhere. Questions
 * of one moment for the same selection travel as one `_entities`. Answers stand in the order of the question;
 * null: there is no such entity, or none for this viewer. Throws `PeerUnavailable` unless every answer is
 * certain and in time, so a caller that lets the error through fails closed.
 */
export type Ask = <Entity = Record<string, unknown>>(
  peer: string,
  question: Question,
) => Promise<(Entity | null)[]>;
