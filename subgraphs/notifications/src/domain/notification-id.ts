import { hash } from 'node:crypto';
import type { NotificationId, UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import type { NotificationKind, SubjectId } from '../tables/index.ts';

/** What makes several doings one notification. */
export interface Group {
  recipientId: UserId;
  kind: NotificationKind;
  subjectId: SubjectId;
  /** `2026-01-31`, UTC. */
  day: string;
}

/**
 * The id of a group's notification: a UUIDv7 of its day whose other bits are those of the group. Whoever is first to
 * tell of a group knows it without asking, and so does whoever is first at the same moment.
 */
export function notificationId({ recipientId, kind, subjectId, day }: Group): NotificationId {
  const time = Date.parse(day).toString(16).padStart(12, '0');
  const bits = hash('sha256', `${recipientId} ${kind} ${subjectId} ${day}`);
  const variant = (8 + (Number.parseInt(bits.slice(3, 4), 16) % 4)).toString(16);
  const parts = [
    time.slice(0, 8),
    time.slice(8),
    `7${bits.slice(0, 3)}`,
    variant + bits.slice(4, 7),
    bits.slice(7, 19),
  ];
  return fromUuid('notification', parts.join('-'));
}

/** The day of a moment, UTC. */
export const dayOf = (moment: string): string => new Date(moment).toISOString().slice(0, 10);
