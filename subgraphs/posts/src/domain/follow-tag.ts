import type { Tx } from '@ursa/database';
import { TagFollowed, TagUnfollowed } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import { and, eq, sql } from 'drizzle-orm';
import { tagFollows, tags } from '../tables/index.ts';
import { tagId } from './tag-name.ts';

/** Follows a topic: row, count and event in the caller's transaction. Following it already leaves no trace. */
export async function followTag(tx: Tx, userId: UserId, name: string): Promise<void> {
  const follow = { userId, name, createdAt: new Date() };
  const { rowCount } = await tx.insert(tagFollows).values(follow).onConflictDoNothing();
  if (rowCount === 0) return;
  await tx
    .insert(tags)
    .values({ id: tagId(name), name, followerCount: 1 })
    .onConflictDoUpdate({ target: tags.id, set: { followerCount: sql`${tags.followerCount} + 1` } });
  await emit(tx, TagFollowed.create(userId, { userId, tag: name }));
}

/** Follows a topic no longer; not following it leaves no trace. */
export async function unfollowTag(tx: Tx, userId: UserId, name: string): Promise<void> {
  const { rowCount } = await tx
    .delete(tagFollows)
    .where(and(eq(tagFollows.userId, userId), eq(tagFollows.name, name)));
  if (rowCount === 0) return;
  await tx
    .update(tags)
    .set({ followerCount: sql`${tags.followerCount} - 1` })
    .where(eq(tags.name, name));
  await emit(tx, TagUnfollowed.create(userId, { userId, tag: name }));
}
