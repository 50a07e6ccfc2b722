import { answerFollowRequest as answer } from '../../domain/answer-follow-request.ts';
import type { AnswerFollowRequestInput } from '../../generated/resolvers.ts';
import { userMutation } from '../user-mutation.ts';

export const answerFollowRequest = userMutation<AnswerFollowRequestInput>({
  name: 'answerFollowRequest',
  act: (tx, viewer, userId, { accept }) => answer(tx, viewer, { userId, accept }),
});
