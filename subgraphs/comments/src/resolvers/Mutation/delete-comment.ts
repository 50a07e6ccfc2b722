import { done, failed, forbidden } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { CommentsContext } from '../../context.ts';
import { deleteComment as remove } from '../../domain/delete-comment.ts';
import { lockComment, targetPath } from '../../domain/lock-comment.ts';
import type { DeleteCommentInput } from '../../generated/resolvers.ts';

export const deleteComment = viewerMutation({
  name: 'deleteComment',
  entity: 'deletedCommentId',
  async run({ viewer, input, tx, context }: MutationScope<DeleteCommentInput, CommentsContext>) {
    const id = idInput('comment', input.commentId, targetPath);
    if (!id.ok) return id;
    const comment = await lockComment(tx, id.value, (target) => context.loaders.commentById.load(target));
    if (!comment.ok) return comment;
    const post = await context.loaders.postAccess.load(comment.value.postId);
    if (comment.value.authorId !== viewer && post?.authorId !== viewer) {
      return failed(
        forbidden('Only its author, or the author of the post, may delete a comment.', targetPath),
      );
    }
    await remove(tx, comment.value);
    return done(id.value);
  },
  answer: (id) => id,
});
