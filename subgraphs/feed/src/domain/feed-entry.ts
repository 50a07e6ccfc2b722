import type { PostId, UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { FeedItemId } from './item-id.ts';

export type FeedReason = 'OWN' | 'FOLLOWED' | 'GROUP' | 'REPOSTED';

/** An item of somebody's feed, as that person sees it. */
export interface FeedEntry {
  readonly id: FeedItemId;
  readonly postId: PostId;
  readonly reason: FeedReason;
  readonly reposterId: UserId | null;
}

/** What every statement that finds items of a feed selects. */
export type FeedItemRow = {
  item_id: string;
  post_id: string;
  source_id: string;
  is_repost: boolean;
  author_id: string;
  group_id: string | null;
};

/** The item that a row tells of. */
export function feedEntry(row: FeedItemRow, viewer: UserId): FeedEntry {
  return {
    id: fromUuid('feeditem', row.item_id),
    postId: fromUuid('post', row.post_id),
    reason: reasonOf(row, toUuid(viewer)),
    reposterId: row.is_repost ? fromUuid('user', row.source_id) : null,
  };
}

function reasonOf({ is_repost, author_id, group_id }: FeedItemRow, me: string): FeedReason {
  if (is_repost) return 'REPOSTED';
  if (author_id === me) return 'OWN';
  return group_id === null ? 'FOLLOWED' : 'GROUP';
}
