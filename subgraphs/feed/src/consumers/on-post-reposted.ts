import { PostReposted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { itemId } from '../domain/item-id.ts';
import { keepRepost } from '../domain/keep-repost.ts';

export const onPostReposted = consumer(
  PostReposted,
  async ({ id, payload, occurredAt, sequence }, { tx }) => {
    const { reposterId, postId } = payload;
    const item = itemId(new Date(occurredAt), id);
    await keepRepost(tx, { reposterId, postId, itemId: item, holds: true, sequence });
  },
);
