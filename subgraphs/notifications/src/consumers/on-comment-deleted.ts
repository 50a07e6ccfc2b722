import { CommentDeleted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetSubject } from '../domain/forget.ts';
import { keepCommentGone } from '../domain/gone-comments.ts';

/** It waits behind events of the thread that were given up on: what they tell of, once replayed, is gone too. */
export const onCommentDeleted = consumer(
  CommentDeleted,
  async ({ payload: { commentId } }, { tx }) => {
    await keepCommentGone(tx, commentId);
    await forgetSubject(tx, commentId);
  },
  { afterPoison: 'hold' },
);
