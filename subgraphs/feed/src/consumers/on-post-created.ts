import { PostCreated } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { consumer } from '@ursa/outbox';
import { itemId } from '../domain/item-id.ts';
import { publishPost } from '../domain/publish-post.ts';

/** It stands in feeds where it was published, however long it was a draft. */
export const onPostCreated = consumer(PostCreated, async ({ payload, occurredAt, sequence }, { tx }) => {
  const { postId, authorId, groupId, visibility, tags } = payload;
  const item = itemId(new Date(occurredAt), toUuid(postId));
  await publishPost(tx, {
    ...{ postId, authorId, groupId, visibility, tags, sequence },
    itemId: item,
    isDeleted: false,
  });
});
