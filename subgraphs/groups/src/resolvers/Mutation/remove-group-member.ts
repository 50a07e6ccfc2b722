import { removeMember } from '../../domain/remove-member.ts';
import type { RemoveGroupMemberInput } from '../../generated/resolvers.ts';
import { memberMutation } from '../group-mutation.ts';

export const removeGroupMember = memberMutation<RemoveGroupMemberInput>(
  'removeGroupMember',
  'member',
  ({ tx, viewer, group, checked }) => removeMember(tx, viewer, group, checked),
);
