import type { GroupId, MediaId, PostId } from '@ursa/ids';
import type { DraftedPoll, ReplyPolicy, Visibility } from '../tables/index.ts';

/** What a post is made of, as its author wrote it down; what it names is not looked at yet. */
export interface PostContent {
  body: string;
  visibility: Visibility;
  groupId: GroupId | null;
  mediaIds: MediaId[];
  quotedPostId: PostId | null;
  replyPolicy: ReplyPolicy;
  contentWarning: string | null;
  isSensitive: boolean;
  poll: DraftedPoll | null;
}
