import { audienceLoaders } from '@ursa/audience';
import type { RequestContext } from '@ursa/subgraph-kit';
import { postById } from './post-by-id.ts';
import { postCount } from './post-count.ts';
import { postsByAuthor } from './posts-by-author.ts';
import { revisionsByPost } from './revisions-by-post.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext) {
  const audience = audienceLoaders(ctx);
  return {
    ...audience,
    postById: postById(ctx, audience),
    postsByAuthor: postsByAuthor(ctx, audience),
    postCount: postCount(ctx, audience),
    revisionsByPost: revisionsByPost(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
