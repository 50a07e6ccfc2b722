import { followUser as act } from '../../domain/follow-user.ts';
import { userMutation } from '../user-mutation.ts';

export const followUser = userMutation({ name: 'followUser', act });
