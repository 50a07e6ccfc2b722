import { CommentDeleted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { engage } from '../domain/engage.ts';

export const onCommentDeleted = consumer(CommentDeleted, ({ payload }, { tx }) =>
  engage(tx, payload.postId, -2),
);
