import { audienceLoaders } from '@ursa/audience';
import type { RequestContext } from '@ursa/subgraph-kit';
import type { Config } from '../config.ts';
import { feedItemById } from './feed-item-by-id.ts';
import { postsByTag } from './posts-by-tag.ts';
import { visiblePost } from './visible-post.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext<Config>) {
  return {
    visible: audienceLoaders(ctx).visible,
    visiblePost: visiblePost(ctx),
    feedItemById: feedItemById(ctx),
    postsByTag: postsByTag(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
