import { unfollowUser as act } from '../../domain/unfollow-user.ts';
import { userMutation } from '../user-mutation.ts';

export const unfollowUser = userMutation({ name: 'unfollowUser', act });
