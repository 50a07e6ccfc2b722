import { answerJoinRequest as answer } from '../../domain/answer-join-request.ts';
import type { AnswerJoinRequestInput } from '../../generated/resolvers.ts';
import { memberMutation } from '../group-mutation.ts';

export const answerJoinRequest = memberMutation<AnswerJoinRequestInput>(
  'answerJoinRequest',
  'request to join',
  ({ tx, viewer, group, checked: userId, input }) =>
    answer(tx, viewer, group, { userId, accept: input.accept }),
);
