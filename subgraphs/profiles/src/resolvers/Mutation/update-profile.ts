import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { ProfilesContext } from '../../context.ts';
import { updateProfile as update } from '../../domain/update-profile.ts';
import { forgetPeople } from '../../forget-profiles.ts';
import type { MutationResolvers, UpdateProfileInput } from '../../generated/resolvers.ts';
import { meet, showPerson } from '../user-mutation.ts';

const mutate = viewerMutation({
  name: 'updateProfile',
  entity: 'user',
  run: ({ viewer, input, tx }: MutationScope<UpdateProfileInput, ProfilesContext>) =>
    update(tx, viewer, input),
  async answer(id, context) {
    await forgetPeople([id], context);
    return showPerson(id, context);
  },
});

export const updateProfile: NonNullable<MutationResolvers['updateProfile']> = async (
  parent,
  args,
  context,
) => {
  await meet(context);
  return mutate(parent, args, context);
};
