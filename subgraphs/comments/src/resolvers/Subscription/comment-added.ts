import { CommentAdded } from '@ursa/events/contracts';
import type { CommentsContext } from '../../context.ts';
import { commentsSince } from '../../domain/comments-since.ts';
import type { SubscriptionCommentAddedArgs } from '../../generated/resolvers.ts';
import { watchThread } from '../watch-thread.ts';

async function* subscribe(_: unknown, args: SubscriptionCommentAddedArgs, context: CommentsContext) {
  const added = watchThread(args, context, {
    types: [CommentAdded.name],
    since: (postId, sequence) => commentsSince(context.db, postId, sequence),
  });
  for await (const { id, cursor } of added) {
    const comment = await context.loaders.commentById.load(id);
    if (comment) yield { commentAdded: { cursor, comment } };
  }
}

export const commentAdded = { subscribe };
