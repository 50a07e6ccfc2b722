import { CommentAdded } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { engage } from '../domain/engage.ts';

export const onCommentAdded = consumer(CommentAdded, ({ payload }, { tx }) => engage(tx, payload.postId, 2));
