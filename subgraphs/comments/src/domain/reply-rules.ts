import type { AudienceContext } from '@ursa/audience';
import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { PostCreated } from '@ursa/events/contracts';
import type { PostId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { eq, sql } from 'drizzle-orm';
import { replyRules } from '../tables/index.ts';

/** Keeps who may comment, as a PostCreated or PostEdited tells, unless something newer is known. */
export async function keepReplyRule(
  tx: Tx,
  { payload, sequence }: EventEnvelope<PayloadOf<typeof PostCreated>>,
): Promise<void> {
  const { postId, authorId, replyPolicy: policy, allMentionedIds: mentionedIds } = payload;
  const rule = { authorId, policy, mentionedIds, sequence };
  await tx
    .insert(replyRules)
    .values({ postId, ...rule })
    .onConflictDoUpdate({
      target: replyRules.postId,
      set: rule,
      setWhere: sql`${replyRules.sequence} < excluded.sequence`,
    });
}

/**
 * Whether the viewer may comment on a post that they see. What events told says *yes*; else posts is asked, and
 * without its answer nobody may.
 */
export async function mayReply(postId: PostId, context: AudienceContext): Promise<boolean> {
  const { ask } = context;
  if (await told(postId, context)) return true;
  const question = { typename: 'Post', ids: [postId], selection: 'viewerCanReply' } as const;
  const [post] = await ask<{ viewerCanReply: boolean }>('posts', question).catch(() => []);
  return post?.viewerCanReply === true;
}

async function told(postId: PostId, { db, viewer }: AudienceContext): Promise<boolean> {
  const [rule] = await db.select().from(replyRules).where(eq(replyRules.postId, postId));
  if (!rule || viewer === null) return false;
  const { policy, authorId, mentionedIds } = rule;
  if (policy === 'EVERYONE' || authorId === viewer || mentionedIds.includes(viewer)) return true;
  if (policy === 'MENTIONED') return false;
  const { rows } = await db.execute(sql`
    select 1 from follows where follower_id = ${toUuid(authorId)} and followed_id = ${toUuid(viewer)} and holds
  `);
  return rows.length > 0;
}
