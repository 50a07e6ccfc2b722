import { parseId } from '@ursa/ids';
import type { SubjectId } from '../tables/index.ts';

/** A reference to what a notification is about; its owner decides whether the viewer sees it. */
export function subject(id: SubjectId) {
  const postId = parseId('post', id);
  if (postId) return { __typename: 'Post' as const, id: postId };
  const commentId = parseId('comment', id);
  if (commentId) return { __typename: 'Comment' as const, id: commentId };
  const groupId = parseId('group', id);
  if (groupId) return { __typename: 'Group' as const, id: groupId };
  const userId = parseId('user', id);
  return userId ? { __typename: 'User' as const, id: userId } : null;
}
