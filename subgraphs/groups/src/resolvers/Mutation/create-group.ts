import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { GroupsContext } from '../../context.ts';
import { createGroup as create } from '../../domain/create-group.ts';
import type { CreateGroupInput } from '../../generated/resolvers.ts';
import { checkAvatar } from '../check-avatar.ts';

export const createGroup = viewerMutation({
  name: 'createGroup',
  entity: 'group',
  async run({ viewer, input, tx, context }: MutationScope<CreateGroupInput, GroupsContext>) {
    const avatar = await checkAvatar(context.ask, input.avatarMediaId);
    if (!avatar.ok) return avatar;
    return create(tx, viewer, { ...input, avatarMediaId: avatar.value });
  },
  answer: (id, { loaders }) => loaders.groupById.load(id),
});
