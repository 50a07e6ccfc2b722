import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { idOf } from './id-of.ts';
import { commentKeepers } from './keepers.ts';

// A thread is the aggregate, under its post's id: its sequence is what live clients resume from.
const ofComments = {
  version: 1,
  owner: 'comments',
  consumers: commentKeepers,
  aggregate: 'post',
} as const;

const comment = z.strictObject({ commentId: idOf('comment'), postId: idOf('post'), authorId: idOf('user') });
const mentionedIds = z
  .array(idOf('user'))
  .max(50)
  .describe('people mentioned here who were not mentioned before');
const body = z.string().max(4_000).default('');

/** A comment, or a reply to one, was added to a post's thread. */
export const CommentAdded = defineEvent({
  ...ofComments,
  consumers: [...commentKeepers, 'feed'],
  name: 'CommentAdded',
  live: (payload) => payload.commentId,
  payload: z.strictObject({
    ...comment.shape,
    postAuthorId: idOf('user'),
    parentId: idOf('comment').nullable(),
    parentAuthorId: idOf('user').nullable(),
    mentionedIds,
    body,
  }),
});

/** A comment's text changed. */
export const CommentEdited = defineEvent({
  ...ofComments,
  name: 'CommentEdited',
  live: (payload) => payload.commentId,
  payload: z.strictObject({ ...comment.shape, mentionedIds, body }),
});

/** A comment is gone; one with replies stays as a hollow. */
export const CommentDeleted = defineEvent({
  ...ofComments,
  consumers: [...commentKeepers, 'feed'],
  name: 'CommentDeleted',
  live: (payload) => payload.commentId,
  payload: comment,
});

/** Who may see a thread may have changed, or it is gone with its post: whoever watches it has to look again. */
export const ThreadAudienceChanged = defineEvent({
  ...ofComments,
  consumers: [],
  name: 'ThreadAudienceChanged',
  live: (payload) => payload.postId,
  payload: z.strictObject({ postId: idOf('post') }),
});
