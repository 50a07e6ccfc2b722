import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import { ReactionRemoved } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { ReactedTo } from '../subjects/subject.ts';
import { countStep } from './count-step.ts';
import { kindOf } from './kinds.ts';

const remove = statement<{ kind: number }>(
  'unreact',
  `with changed as (
     delete from reactions where subject_id = $1::uuid and reactor_id = $3::uuid
     returning null::smallint as added, kind as removed
   ), ${countStep}
   select removed as kind from changed`,
);

/** Takes a person's reaction back, if they had one: row, counts and event in the caller's transaction. */
export async function unreact(tx: Tx, subject: ReactedTo, reactorId: UserId): Promise<void> {
  const { id, postId, authorId } = subject;
  const [removed] = await remove(tx, toUuid(id), toUuid(postId), toUuid(reactorId));
  if (!removed) return;
  const about = { subjectId: id, postId, subjectAuthorId: authorId, reactorId, kind: kindOf(removed.kind) };
  await emit(tx, ReactionRemoved.create(id, about));
}
