import { done, failed, forbidden } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { CommentsContext } from '../../context.ts';
import { commentText } from '../../domain/comment-text.ts';
import { editComment as change } from '../../domain/edit-comment.ts';
import { lockComment, targetPath } from '../../domain/lock-comment.ts';
import type { EditCommentInput } from '../../generated/resolvers.ts';

export const editComment = viewerMutation({
  name: 'editComment',
  entity: 'comment',
  async run({ viewer, input, tx, context }: MutationScope<EditCommentInput, CommentsContext>) {
    const id = idInput('comment', input.commentId, targetPath);
    if (!id.ok) return id;
    const text = await commentText(input.body, context);
    if (!text.ok) return text;
    const comment = await lockComment(tx, id.value, (target) => context.loaders.commentById.load(target));
    if (!comment.ok) return comment;
    if (comment.value.authorId !== viewer)
      return failed(forbidden('Only its author may change a comment.', targetPath));
    await change(tx, comment.value, text.value);
    return done(id.value);
  },
  answer: (id, { loaders }) => loaders.commentById.load(id),
});
