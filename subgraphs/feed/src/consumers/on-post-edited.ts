import { PostEdited } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { consumer } from '@ursa/outbox';
import { publishPost } from '../domain/publish-post.ts';

/** One whose publication was never heard of stands where its id says. */
export const onPostEdited = consumer(PostEdited, async ({ payload, sequence }, { tx }) => {
  const { postId, authorId, groupId, visibility, tags } = payload;
  await publishPost(tx, {
    ...{ postId, authorId, groupId, visibility, tags, sequence },
    itemId: toUuid(postId),
    isDeleted: false,
  });
});
