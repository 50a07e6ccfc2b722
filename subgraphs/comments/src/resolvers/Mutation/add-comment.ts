import { done, failed, forbidden, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { CommentsContext } from '../../context.ts';
import { addComment as add } from '../../domain/add-comment.ts';
import { commentText } from '../../domain/comment-text.ts';
import { mayReply } from '../../domain/reply-rules.ts';
import type { AddCommentInput } from '../../generated/resolvers.ts';

export const addComment = viewerMutation({
  name: 'addComment',
  entity: 'comment',
  async run({ viewer, input, tx, context }: MutationScope<AddCommentInput, CommentsContext>) {
    const { loaders } = context;
    const postId = idInput('post', input.postId, ['postId']);
    if (!postId.ok) return postId;
    const parentId = input.parentId == null ? done(null) : idInput('comment', input.parentId, ['parentId']);
    if (!parentId.ok) return parentId;
    const text = await commentText(input.body, context);
    if (!text.ok) return text;

    const post = await loaders.postAccess.load(postId.value);
    if (!post) return failed(notFound('post', ['postId']));
    if (!(await mayReply(post.id, context))) {
      return failed(forbidden('Its author lets only some people comment on this post.', ['postId']));
    }
    if (parentId.value && !(await loaders.commentById.load(parentId.value))) {
      return failed(notFound('comment', ['parentId']));
    }
    return add(tx, {
      postId: post.id,
      postAuthorId: post.authorId,
      parentId: parentId.value,
      authorId: viewer,
      text: text.value,
    });
  },
  answer: (id, { loaders }) => loaders.commentById.load(id),
});
