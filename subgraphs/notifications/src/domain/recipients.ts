import type { UserId } from '@ursa/ids';
import type { Recipient } from './notify.ts';

/** Each person once: what comes first says it best (an answer to you is not also a comment on your post). */
export function eachOnce(recipients: readonly Recipient[]): Recipient[] {
  const first = new Map<UserId, Recipient>();
  for (const recipient of recipients) {
    if (!first.has(recipient.recipientId)) first.set(recipient.recipientId, recipient);
  }
  return [...first.values()];
}

/** The people mentioned. */
export function mentioned(userIds: readonly UserId[]): Recipient[] {
  return userIds.map((recipientId) => ({ recipientId, kind: 'MENTION' as const }));
}
