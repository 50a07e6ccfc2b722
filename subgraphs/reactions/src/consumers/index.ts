import { audienceConsumers } from '@ursa/audience';
import { onCommentAdded } from './on-comment-added.ts';
import { onCommentDeleted } from './on-comment-deleted.ts';
import { onCommentEdited } from './on-comment-edited.ts';
import { onPostCreated } from './on-post-created.ts';
import { onPostDeleted } from './on-post-deleted.ts';
import { onPostEdited } from './on-post-edited.ts';

/** Everything that keeps the projections of who may see what. */
export const consumers = [
  ...audienceConsumers,
  onPostCreated,
  onPostEdited,
  onPostDeleted,
  onCommentAdded,
  onCommentEdited,
  onCommentDeleted,
];
