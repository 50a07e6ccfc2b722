import { audienceLoaders, postAccessLoader } from '@ursa/audience';
import type { RequestContext } from '@ursa/subgraph-kit';
import { commentById } from './comment-by-id.ts';
import { commentsByPost, repliesByComment } from './comment-lists.ts';
import { hiddenReplies } from './hidden-replies.ts';
import { threadCounts } from './thread-counts.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext) {
  const audience = audienceLoaders(ctx);
  const access = postAccessLoader(ctx);
  return {
    ...audience,
    postAccess: access,
    commentById: commentById(ctx, access, audience),
    commentsByPost: commentsByPost(ctx),
    repliesByComment: repliesByComment(ctx),
    threadCounts: threadCounts(ctx),
    hiddenReplies: hiddenReplies(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
