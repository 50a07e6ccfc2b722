import { muteUser as act } from '../../domain/mute-user.ts';
import { userMutation } from '../user-mutation.ts';

export const muteUser = userMutation({ name: 'muteUser', act });
