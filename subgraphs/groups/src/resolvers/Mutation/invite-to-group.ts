import { invite } from '../../domain/invite.ts';
import type { InviteToGroupInput } from '../../generated/resolvers.ts';
import { memberMutation } from '../group-mutation.ts';

export const inviteToGroup = memberMutation<InviteToGroupInput>(
  'inviteToGroup',
  'user',
  ({ tx, viewer, group, checked }) => invite(tx, viewer, group, checked),
);
