import { RepostUndone } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepRepost } from '../domain/keep-repost.ts';

export const onRepostUndone = consumer(RepostUndone, async ({ id, payload, sequence }, { tx }) => {
  const { reposterId, postId } = payload;
  await keepRepost(tx, { reposterId, postId, itemId: id, holds: false, sequence });
});
