import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed, forbidden, invalid, notFound } from '@ursa/outcome';
import { and, eq, sql } from 'drizzle-orm';
import { pollChoices, polls, pollVotes } from '../tables/index.ts';

/**
 * Chooses in the poll of a post that the viewer sees: row and count in the caller's transaction. The row's key lets
 * one of several parallel choices in.
 */
export async function votePoll(
  tx: Tx,
  userId: UserId,
  { postId, choice: position }: { postId: PostId; choice: number },
): Promise<Outcome<PostId>> {
  const [poll] = await tx
    .select({ isClosed: sql<boolean>`${polls.closesAt} <= clock_timestamp()` })
    .from(polls)
    .where(eq(polls.postId, postId))
    .for('key share');
  if (!poll) return failed(notFound('poll', ['pollId']));
  if (poll.isClosed) return failed(forbidden('This poll has closed.', ['pollId']));
  const choices = await tx
    .select({ position: pollChoices.position })
    .from(pollChoices)
    .where(eq(pollChoices.postId, postId));
  if (!choices.some((choice) => choice.position === position)) {
    return failed(invalid(['choice'], 'The poll has no such choice.'));
  }
  const vote = { postId, userId, position, createdAt: new Date() };
  const { rowCount } = await tx.insert(pollVotes).values(vote).onConflictDoNothing();
  if (!rowCount) return failed(conflict('You have chosen already.', ['pollId']));
  await tx
    .update(pollChoices)
    .set({ votes: sql`${pollChoices.votes} + 1` })
    .where(and(eq(pollChoices.postId, postId), eq(pollChoices.position, position)));
  return done(postId);
}
