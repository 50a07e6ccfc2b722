import { answerInvitation } from '../../domain/answer-invitation.ts';
import type { AnswerGroupInvitationInput } from '../../generated/resolvers.ts';
import { groupMutation } from '../group-mutation.ts';

export const answerGroupInvitation = groupMutation<AnswerGroupInvitationInput>(
  'answerGroupInvitation',
  ({ tx, viewer, group, input }) => answerInvitation(tx, viewer, group, input.accept),
);
