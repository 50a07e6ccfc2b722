import { createHash } from 'node:crypto';
import type { Id, PostId, UserId } from '@ursa/ids';

/** What the API calls an item of a feed. */
export type FeedItemId = Id<'feeditem'>;

/**
 * The place of an item in every feed: a UUIDv7 of the moment it came, and of whatever makes it the same each time it
 * is made anew. So the order of feeds is one column, and what was scheduled stands where it was published.
 */
export function itemId(at: Date, tail: string): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(15)}`;
}

/** The place of a repost: made of the moment, and of who shows what. */
export function repostItemId(at: Date, reposterId: UserId, postId: PostId): string {
  const hash = createHash('sha256').update(`${reposterId} ${postId}`).digest('hex');
  return itemId(at, `00000000-0000-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`);
}

/** When the item came. */
export function momentOf(item: string): Date {
  return new Date(Number.parseInt(item.slice(0, 8) + item.slice(9, 13), 16));
}

/** Before and after every item. */
export const firstItem = '00000000-0000-0000-0000-000000000000';
export const lastItem = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
