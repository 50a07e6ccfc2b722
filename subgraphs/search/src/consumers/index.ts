import { audienceConsumers } from '@ursa/audience';
import { onCommentAdded, onCommentDeleted, onCommentEdited } from './on-comment.ts';
import { onUserFollowed, onUserUnfollowed } from './on-follow.ts';
import { onGroupChanged, onGroupCreated, onGroupMemberJoined, onGroupMemberLeft } from './on-group.ts';
import { onPostCreated, onPostDeleted, onPostEdited } from './on-post.ts';
import { onProfileChanged, onProfileCreated } from './on-profile.ts';
import { onReacted, onReactionRemoved } from './on-reaction.ts';

export const consumers = [
  ...audienceConsumers,
  onProfileCreated,
  onProfileChanged,
  onUserFollowed,
  onUserUnfollowed,
  onPostCreated,
  onPostEdited,
  onPostDeleted,
  onCommentAdded,
  onCommentEdited,
  onCommentDeleted,
  onReacted,
  onReactionRemoved,
  onGroupCreated,
  onGroupChanged,
  onGroupMemberJoined,
  onGroupMemberLeft,
];
