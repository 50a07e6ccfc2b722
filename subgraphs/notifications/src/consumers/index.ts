import { audienceConsumers } from '@ursa/audience';
import { onCommentAdded } from './on-comment-added.ts';
import { onCommentDeleted } from './on-comment-deleted.ts';
import { onCommentEdited } from './on-comment-edited.ts';
import { onFollowRequestClosed } from './on-follow-request-closed.ts';
import { onFollowRequested } from './on-follow-requested.ts';
import { onPostCreated } from './on-post-created.ts';
import { onPostDeleted } from './on-post-deleted.ts';
import { onPostEdited } from './on-post-edited.ts';
import { onUserFollowed } from './on-user-followed.ts';
import { onUserMuted } from './on-user-muted.ts';
import { onUserUnmuted } from './on-user-unmuted.ts';

export const consumers = [
  ...audienceConsumers,
  onUserFollowed,
  onFollowRequested,
  onFollowRequestClosed,
  onUserMuted,
  onUserUnmuted,
  onPostCreated,
  onPostEdited,
  onPostDeleted,
  onCommentAdded,
  onCommentEdited,
  onCommentDeleted,
];
