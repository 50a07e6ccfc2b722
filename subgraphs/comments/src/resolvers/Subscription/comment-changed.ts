import { CommentDeleted, CommentEdited } from '@ursa/events/contracts';
import type { CommentId, PostId } from '@ursa/ids';
import type { CommentsContext } from '../../context.ts';
import { authorOfGone, changesSince } from '../../domain/comment-changes.ts';
import type { SubscriptionCommentChangedArgs } from '../../generated/resolvers.ts';
import { watchThread } from '../watch-thread.ts';

async function* subscribe(_: unknown, args: SubscriptionCommentChangedArgs, context: CommentsContext) {
  const changed = watchThread(args, context, {
    types: [CommentEdited.name, CommentDeleted.name],
    since: (postId, sequence) => changesSince(context.db, postId, sequence),
  });
  for await (const { postId, id, cursor } of changed) {
    const comment = await context.loaders.commentById.load(id);
    if (comment || (await couldSee(postId, id, context))) {
      yield { commentChanged: { cursor, commentId: id, comment } };
    }
  }
}

/** Whether nothing is left of a comment that the viewer could see: one of somebody hidden never was. */
async function couldSee(postId: PostId, id: CommentId, { db, loaders }: CommentsContext): Promise<boolean> {
  const authorId = await authorOfGone(db, postId, id);
  return authorId !== undefined && loaders.visible.load(authorId);
}

export const commentChanged = { subscribe };
