import { CommentAdded, ThreadAudienceChanged } from '@ursa/events/contracts';
import type { CommentId, PostId } from '@ursa/ids';
import { parseId } from '@ursa/ids';
import type { LiveMessage } from '@ursa/live';
import { follow } from '@ursa/live';
import { currentSequence } from '@ursa/outbox';
import { liveCursor, parseLiveCursor } from '@ursa/pagination';
import { idArgument, requestError } from '@ursa/subgraph-kit';
import type { CommentsContext } from '../../context.ts';
import { commentsSince } from '../../domain/comments-since.ts';
import type { SubscriptionCommentAddedArgs } from '../../generated/resolvers.ts';
import { threadChannel } from '../comment-page.ts';

/** Something happened in the thread; without an id: to who may see it. */
interface Happening {
  id: CommentId | undefined;
  sequence: number;
}

async function* subscribe(_: unknown, args: SubscriptionCommentAddedArgs, context: CommentsContext) {
  const { db, live, signal } = context;
  const postId = idArgument('post', args.postId, 'postId');
  const channel = threadChannel(postId);
  await requirePost(postId, context);
  const happenings = follow<Happening>({
    live,
    channel,
    after: args.after == null ? undefined : parseLiveCursor(channel, args.after),
    head: () => currentSequence(db, postId),
    since: (sequence) => commentsSince(db, postId, sequence),
    load: async (message) => happening(message),
    signal,
  });
  for await (const { id, sequence } of happenings) {
    // Every event is seen with the viewer's eyes of now: a block or a narrower audience since then holds.
    context.renewLoaders();
    await requirePost(postId, context);
    const comment = id && (await context.loaders.commentById.load(id));
    if (comment) yield { commentAdded: { cursor: liveCursor(channel, sequence), comment } };
  }
}

function happening({ type, id, sequence }: LiveMessage): Happening | null {
  if (type === ThreadAudienceChanged.name) return { id: undefined, sequence };
  return type === CommentAdded.name ? { id: parseId('comment', id), sequence } : null;
}

async function requirePost(postId: PostId, { loaders }: CommentsContext): Promise<void> {
  if (!(await loaders.postAccess.load(postId))) throw requestError('NOT_FOUND', 'There is no such post.');
}

export const commentAdded = { subscribe };
