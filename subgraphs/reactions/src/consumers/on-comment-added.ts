import { CommentAdded } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepCommentAudience } from '../domain/keep-comment-audience.ts';

export const onCommentAdded = consumer(CommentAdded, ({ payload, sequence }, { tx }) =>
  keepCommentAudience(tx, { ...payload, isDeleted: false, sequence }),
);
