import type { Tx } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed, forbidden, notFound } from '@ursa/outcome';
import { and, eq, sql } from 'drizzle-orm';
import { pinnedPosts } from '../tables/index.ts';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { can } from './permissions.ts';

/** Most posts at the top of a group. */
export const maxPins = 3;

const notYours = failed(forbidden('Only moderators, admins and owners pin posts.', groupPath));

/** Pins a post that is in this group, which the caller holds. What is pinned stays where it is. */
export async function pinPost(tx: Tx, group: GroupView, postId: PostId): Promise<Outcome<null>> {
  if (!can(group.viewerRole, 'pin')) return notYours;
  const pinned = await tx.select().from(pinnedPosts).where(eq(pinnedPosts.groupId, group.id));
  if (pinned.some((pin) => pin.postId === postId)) return done(null);
  if (pinned.length >= maxPins) {
    return failed(conflict(`${maxPins} posts are pinned already: unpin one first.`, groupPath));
  }
  await tx.insert(pinnedPosts).values({ groupId: group.id, postId, pinnedAt: sql`clock_timestamp()` });
  return done(null);
}

/** Pins a post of a group that the caller holds no longer. */
export async function unpinPost(tx: Tx, group: GroupView, postId: PostId): Promise<Outcome<null>> {
  if (!can(group.viewerRole, 'pin')) return notYours;
  const whose = and(eq(pinnedPosts.groupId, group.id), eq(pinnedPosts.postId, postId));
  const unpinned = await tx.delete(pinnedPosts).where(whose).returning({ postId: pinnedPosts.postId });
  return unpinned.length > 0 ? done(null) : failed(notFound('pinned post', ['postId']));
}
