import type { PayloadOf } from '@ursa/events';
import type { PostEdited } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { mentionedIds, tagsOf } from '@ursa/text';
import type { PostRow } from '../tables/index.ts';

/** What events tell of a post: all that others keep of it, and who is mentioned anew. */
export function publishedState(post: PostRow, newlyMentioned: UserId[]): PayloadOf<typeof PostEdited> {
  const { id: postId, authorId, visibility, groupId, body, entities, mediaIds } = post;
  const { quotedPostId, quotedAuthorId, replyPolicy } = post;
  return {
    postId,
    authorId,
    visibility,
    groupId,
    mentionedIds: newlyMentioned,
    allMentionedIds: mentionedIds(entities),
    body,
    tags: tagsOf(entities),
    mediaIds,
    quotedPostId,
    quotedAuthorId,
    replyPolicy,
  };
}
