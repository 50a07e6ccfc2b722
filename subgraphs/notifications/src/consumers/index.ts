import { audienceConsumers, muteConsumers } from '@ursa/audience';
import { onCommentAdded } from './on-comment-added.ts';
import { onCommentDeleted } from './on-comment-deleted.ts';
import { onCommentEdited } from './on-comment-edited.ts';
import { onFollowRequestClosed } from './on-follow-request-closed.ts';
import { onFollowRequested } from './on-follow-requested.ts';
import { onGroupInvitationClosed } from './on-group-invitation-closed.ts';
import { onGroupInvited } from './on-group-invited.ts';
import { onGroupJoinRequestClosed } from './on-group-join-request-closed.ts';
import { onGroupJoinRequested } from './on-group-join-requested.ts';
import { onGroupRoleChanged } from './on-group-role-changed.ts';
import { onPostCreated } from './on-post-created.ts';
import { onPostDeleted } from './on-post-deleted.ts';
import { onPostEdited } from './on-post-edited.ts';
import { onPostReposted } from './on-post-reposted.ts';
import { onReacted } from './on-reacted.ts';
import { onReactionRemoved } from './on-reaction-removed.ts';
import { onRepostUndone } from './on-repost-undone.ts';
import { onUserFollowed } from './on-user-followed.ts';
import { recounting } from './recounting.ts';

export const consumers = [
  ...recounting,
  ...audienceConsumers,
  ...muteConsumers,
  onUserFollowed,
  onFollowRequested,
  onFollowRequestClosed,
  onPostCreated,
  onPostEdited,
  onPostDeleted,
  onPostReposted,
  onRepostUndone,
  onCommentAdded,
  onCommentEdited,
  onCommentDeleted,
  onReacted,
  onReactionRemoved,
  onGroupJoinRequested,
  onGroupJoinRequestClosed,
  onGroupInvited,
  onGroupInvitationClosed,
  onGroupRoleChanged,
];
