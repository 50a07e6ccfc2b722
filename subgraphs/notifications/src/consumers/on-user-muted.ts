import { UserMuted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepMute } from '../domain/keep-mute.ts';

export const onUserMuted = consumer(UserMuted, ({ payload, sequence }, { tx }) =>
  keepMute(tx, { ...payload, holds: true, sequence }),
);
