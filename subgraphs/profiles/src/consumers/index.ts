import { onAccountCreated } from './on-account-created.ts';
import { onUsernameChanged } from './on-username-changed.ts';

export const consumers = [onAccountCreated, onUsernameChanged];
