import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import { RetryLater } from '@ursa/outbox';
import { eq, sql } from 'drizzle-orm';
import { people, postAudiences } from '../tables/index.ts';
import type { Recipient } from './notify.ts';

/** The post that an event hangs on. */
export interface KnownPost {
  authorId: UserId;
  isDeleted: boolean;
}

/**
 * What is known of the post. Events of several subgraphs come in any order: one that is ahead of its post waits for it,
 * and for the profile of the post's author unless only the author is told. Nobody else may be told before it is known
 * who may see.
 */
export async function requireAudience(
  tx: Tx,
  postId: PostId,
  recipients: readonly Recipient[],
): Promise<KnownPost> {
  const [post] = await tx
    .select({
      authorId: postAudiences.authorId,
      isDeleted: postAudiences.isDeleted,
      authorIsKnown: sql<boolean>`exists (select 1 from ${people} where ${people.userId} = ${postAudiences.authorId})`,
    })
    .from(postAudiences)
    .where(eq(postAudiences.postId, postId))
    // A deletion that runs right now comes after this event, and takes what it leaves along.
    .for('share');
  if (!post) throw new RetryLater(`nothing is known of ${postId} yet`, { retryInMs });
  const { authorId, isDeleted, authorIsKnown } = post;
  if (!isDeleted && !authorIsKnown && recipients.some(({ recipientId }) => recipientId !== authorId)) {
    throw new RetryLater(`nothing is known of ${authorId} yet`, { retryInMs });
  }
  return { authorId, isDeleted };
}

const retryInMs = 200;
