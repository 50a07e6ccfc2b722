import { blockUser as act } from '../../domain/block-user.ts';
import { hollow } from '../../domain/profile.ts';
import { userMutation } from '../user-mutation.ts';

export const blockUser = userMutation({
  name: 'blockUser',
  act,
  async show(id, { loaders }) {
    const blocked = await loaders.profile.load(id);
    return blocked && hollow(blocked);
  },
});
