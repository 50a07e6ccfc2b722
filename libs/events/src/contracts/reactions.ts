import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { idOf } from './id-of.ts';

// What is reacted to is the aggregate: the reactions to one thing keep their order, and live clients watch it.
const ofReactions = {
  version: 1,
  owner: 'reactions',
  consumers: ['search', 'feed', 'notifications'],
  aggregate: ['post', 'comment'],
} as const;

const reaction = z.strictObject({
  subjectId: z.union([idOf('post'), idOf('comment')]),
  postId: idOf('post').describe('the post itself, or the post that the comment is about'),
  subjectAuthorId: idOf('user'),
  reactorId: idOf('user'),
  kind: z.string(),
});

/** Somebody reacted, or put another reaction in the place of the one they had. */
export const Reacted = defineEvent({
  ...ofReactions,
  name: 'Reacted',
  live: (payload) => payload.subjectId,
  payload: z.strictObject({ ...reaction.shape, previousKind: z.string().nullable() }),
});

/** Somebody took their reaction back. */
export const ReactionRemoved = defineEvent({
  ...ofReactions,
  name: 'ReactionRemoved',
  live: (payload) => payload.subjectId,
  payload: reaction,
});

/** Who may see what was reacted to may have changed, or it is gone: whoever watches it has to look again. */
export const ReactionAudienceChanged = defineEvent({
  ...ofReactions,
  name: 'ReactionAudienceChanged',
  consumers: [],
  live: (payload) => payload.subjectId,
  payload: reaction.pick({ subjectId: true }),
});
