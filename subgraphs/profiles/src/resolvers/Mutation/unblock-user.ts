import { unblockUser as act } from '../../domain/unblock-user.ts';
import { userMutation } from '../user-mutation.ts';

export const unblockUser = userMutation({ name: 'unblockUser', act });
