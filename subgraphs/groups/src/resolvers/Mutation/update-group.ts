import { done } from '@ursa/outcome';
import { updateGroup as update } from '../../domain/update-group.ts';
import type { UpdateGroupInput } from '../../generated/resolvers.ts';
import { checkAvatar } from '../check-avatar.ts';
import { checkedGroupMutation } from '../group-mutation.ts';

export const updateGroup = checkedGroupMutation({
  name: 'updateGroup',
  parse: ({ avatarMediaId }: UpdateGroupInput) => done(avatarMediaId),
  check: (avatarMediaId, { ask }) => checkAvatar(ask, avatarMediaId),
  act: ({ tx, group, input, checked }) => update(tx, group, { ...input, avatarMediaId: checked }),
});
