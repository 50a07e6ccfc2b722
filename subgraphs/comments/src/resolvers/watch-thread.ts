import { ThreadAudienceChanged } from '@ursa/events/contracts';
import type { CommentId, PostId } from '@ursa/ids';
import { parseId } from '@ursa/ids';
import { follow } from '@ursa/live';
import { currentSequence } from '@ursa/outbox';
import { liveCursor, parseLiveCursor } from '@ursa/pagination';
import { idArgument, requestError } from '@ursa/subgraph-kit';
import type { CommentsContext } from '../context.ts';
import type { ThreadEntry } from '../domain/comments-since.ts';
import { threadChannel } from './comment-page.ts';

/** What of a thread is watched. */
export interface ThreadWatch {
  /** The events that are told. */
  readonly types: readonly string[];
  /** What they told after a sequence. */
  since(postId: PostId, sequence: number): Promise<ThreadEntry[]>;
}

/** Something happened in the thread; without an id: to who may see it. */
interface Happening {
  id: CommentId | undefined;
  sequence: number;
}

/**
 * Follows the thread under a post as its viewer, with fresh loaders per event: a block or a narrower audience since the
 * last one holds. Throws NOT_FOUND once the viewer may not see the post.
 */
export async function* watchThread(
  args: { postId: string; after?: string | null | undefined },
  context: CommentsContext,
  { types, since }: ThreadWatch,
) {
  const { db, live, signal } = context;
  const postId = idArgument('post', args.postId, 'postId');
  const channel = threadChannel(postId);
  await requirePost(postId, context);
  const happenings = follow<Happening>({
    live,
    channel,
    after: args.after == null ? undefined : parseLiveCursor(channel, args.after),
    head: () => currentSequence(db, postId),
    since: (sequence) => since(postId, sequence),
    async load({ type, id, sequence }) {
      if (type === ThreadAudienceChanged.name) return { id: undefined, sequence };
      return types.includes(type) ? { id: parseId('comment', id), sequence } : null;
    },
    signal,
  });
  for await (const { id, sequence } of happenings) {
    context.renewLoaders();
    await requirePost(postId, context);
    if (id) yield { postId, id, cursor: liveCursor(channel, sequence) };
  }
}

async function requirePost(postId: PostId, { loaders }: CommentsContext): Promise<void> {
  if (!(await loaders.postAccess.load(postId))) throw requestError('NOT_FOUND', 'There is no such post.');
}
