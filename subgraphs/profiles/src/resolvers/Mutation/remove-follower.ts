import { removeFollower as act } from '../../domain/remove-follower.ts';
import { userMutation } from '../user-mutation.ts';

export const removeFollower = userMutation({ name: 'removeFollower', act });
