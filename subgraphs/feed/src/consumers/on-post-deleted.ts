import { PostDeleted } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { consumer } from '@ursa/outbox';
import { publishPost } from '../domain/publish-post.ts';

export const onPostDeleted = consumer(PostDeleted, async ({ payload, sequence }, { tx }) => {
  const { postId, authorId } = payload;
  const nothing = { groupId: null, visibility: 'PRIVATE', tags: [] } as const;
  await publishPost(tx, { postId, authorId, ...nothing, itemId: toUuid(postId), isDeleted: true, sequence });
});
