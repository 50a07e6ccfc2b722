import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { idOf } from './id-of.ts';

/** Somebody signed up. */
export const AccountCreated = defineEvent({
  name: 'AccountCreated',
  version: 1,
  owner: 'identity',
  consumers: ['profiles'],
  aggregate: 'user',
  payload: z.strictObject({ userId: idOf('user'), username: z.string(), displayName: z.string() }),
});

/** An account goes by another username; the previous one points on for 30 days. */
export const UsernameChanged = defineEvent({
  name: 'UsernameChanged',
  version: 1,
  owner: 'identity',
  consumers: ['profiles'],
  aggregate: 'user',
  payload: z.strictObject({ userId: idOf('user'), username: z.string(), previousUsername: z.string() }),
});
