import { unmuteUser as act } from '../../domain/unmute-user.ts';
import { userMutation } from '../user-mutation.ts';

export const unmuteUser = userMutation({ name: 'unmuteUser', act });
