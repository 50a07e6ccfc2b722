import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import { Reacted } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { OwnReaction, ReactedTo } from '../subjects/subject.ts';
import { countStep } from './count-step.ts';
import type { Kind } from './kinds.ts';
import { kindOf, numberOf } from './kinds.ts';

// The reaction's row first, then the counter's: whoever reacts takes both in this order, so nobody waits in a circle.
// The same kind again changes nothing.
const replace = statement<{ id: string; previous_kind: number | null; created_at: string }>(
  'react',
  `with changed as (
     insert into reactions as known (id, subject_id, subject_type, reactor_id, kind, created_at)
     values ($4::uuid, $1::uuid, $5, $3::uuid, $6::smallint, now())
     on conflict (subject_id, reactor_id) do update
       set previous_kind = known.kind, kind = excluded.kind, created_at = excluded.created_at
       where known.kind <> excluded.kind
     returning id, created_at, kind as added, previous_kind as removed
   ), ${countStep}
   select id, created_at, removed as previous_kind from changed`,
);

/**
 * Puts a reaction in the place of the one the person had: row, counts and event in the caller's transaction.
 * @returns what is stored now; null if it was there before
 */
export async function react(
  tx: Tx,
  subject: ReactedTo,
  reactorId: UserId,
  kind: Kind,
): Promise<OwnReaction | null> {
  const { type, id, postId, authorId } = subject;
  const reaction = [toUuid(reactorId), toUuid(newId('reaction')), type, numberOf(kind)];
  const [changed] = await replace(tx, toUuid(id), toUuid(postId), ...reaction);
  if (!changed) return null;
  const previousKind = changed.previous_kind === null ? null : kindOf(changed.previous_kind);
  const about = { subjectId: id, postId, subjectAuthorId: authorId, reactorId, kind };
  await emit(tx, Reacted.create(id, { ...about, previousKind }));
  return { id: changed.id, kind: numberOf(kind), createdAt: changed.created_at };
}
