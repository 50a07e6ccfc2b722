import { PostReposted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { repostItemId } from '../domain/item-id.ts';
import { keepRepost } from '../domain/keep-repost.ts';

export const onPostReposted = consumer(PostReposted, async ({ payload, occurredAt, sequence }, { tx }) => {
  const { reposterId, postId } = payload;
  const item = repostItemId(new Date(occurredAt), reposterId, postId);
  await keepRepost(tx, { reposterId, postId, itemId: item, holds: true, sequence });
});
