import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { PostCreated } from '@ursa/events/contracts';
import type { Recipient } from './notify.ts';
import { notify } from './notify.ts';
import { mentioned } from './recipients.ts';

/** Tells whom a post mentions now and did not before, after those whom it concerns more. */
export async function notifyOfPost(
  tx: Tx,
  event: EventEnvelope<PayloadOf<typeof PostCreated>>,
  first: readonly Recipient[] = [],
): Promise<void> {
  const { postId, authorId, mentionedIds } = event.payload;
  const recipients = [...first, ...mentioned(mentionedIds)];
  await notify(tx, { event, actorId: authorId, subjectId: postId, postId, recipients });
}
