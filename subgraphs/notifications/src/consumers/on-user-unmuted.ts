import { UserUnmuted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepMute } from '../domain/keep-mute.ts';

export const onUserUnmuted = consumer(UserUnmuted, ({ payload, sequence }, { tx }) =>
  keepMute(tx, { ...payload, holds: false, sequence }),
);
