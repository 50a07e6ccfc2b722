import { audienceConsumers, muteConsumers } from '@ursa/audience';
import { onCommentAdded } from './on-comment-added.ts';
import { onCommentDeleted } from './on-comment-deleted.ts';
import { onGroupMemberJoined } from './on-group-member-joined.ts';
import { onGroupMemberLeft } from './on-group-member-left.ts';
import { onPostCreated } from './on-post-created.ts';
import { onPostDeleted } from './on-post-deleted.ts';
import { onPostEdited } from './on-post-edited.ts';
import { onPostReposted } from './on-post-reposted.ts';
import { onReacted } from './on-reacted.ts';
import { onReactionRemoved } from './on-reaction-removed.ts';
import { onRepostUndone } from './on-repost-undone.ts';
import { onUserFollowed } from './on-user-followed.ts';
import { onUserUnfollowed } from './on-user-unfollowed.ts';

export const consumers = [
  ...audienceConsumers,
  ...muteConsumers,
  onUserFollowed,
  onUserUnfollowed,
  onGroupMemberJoined,
  onGroupMemberLeft,
  onPostCreated,
  onPostEdited,
  onPostDeleted,
  onPostReposted,
  onRepostUndone,
  onReacted,
  onReactionRemoved,
  onCommentAdded,
  onCommentDeleted,
];
