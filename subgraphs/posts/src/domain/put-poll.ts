import type { Tx } from '@ursa/database';
import type { DraftedPoll, PostRow } from '../tables/index.ts';
import { pollChoices, polls } from '../tables/index.ts';

const minuteMs = 60_000;

/** Puts a poll with the post that was written just now. */
export async function putPoll(
  tx: Tx,
  { id: postId, createdAt }: PostRow,
  { choices, durationMinutes }: DraftedPoll,
): Promise<void> {
  await tx.insert(polls).values({
    postId,
    closesAt: new Date(createdAt.getTime() + durationMinutes * minuteMs),
  });
  await tx
    .insert(pollChoices)
    .values(choices.map((text, position) => ({ postId, position, text, votes: 0 })));
}
