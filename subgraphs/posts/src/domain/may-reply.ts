import type { UserId } from '@ursa/ids';
import { mentionedIds } from '@ursa/text';
import type { WrittenPost } from './written-post.ts';

/**
 * Whether somebody who may see a post may also comment on it.
 * @param followsThem whether the author follows them; asked only where it decides
 */
export async function mayReply(
  { authorId, replyPolicy, entities }: WrittenPost,
  viewer: UserId | null,
  followsThem: (authorId: UserId) => Promise<boolean>,
): Promise<boolean> {
  if (viewer === null) return false;
  if (replyPolicy === 'EVERYONE' || authorId === viewer || mentionedIds(entities).includes(viewer))
    return true;
  return replyPolicy === 'FOLLOWED' && followsThem(authorId);
}
