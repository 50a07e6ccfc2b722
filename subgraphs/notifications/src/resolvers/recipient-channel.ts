import type { UserId } from '@ursa/ids';
import { liveChannel } from '@ursa/live';

/** The live channel of one person's notifications. */
export const recipientChannel = (recipientId: UserId) => liveChannel('notifications', recipientId);
