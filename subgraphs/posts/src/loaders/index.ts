import { audienceLoaders } from '@ursa/audience';
import type { PostRow } from '../tables/index.ts';
import { groupPostCount } from './group-post-count.ts';
import type { LoaderContext } from './loader-context.ts';
import { postById } from './post-by-id.ts';
import { postCount } from './post-count.ts';
import { postsByAuthor } from './posts-by-author.ts';
import { postsByGroup } from './posts-by-group.ts';
import { revisionsByPost } from './revisions-by-post.ts';
import { followsTag, tagById, tagByName } from './tags.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: LoaderContext) {
  const audience = audienceLoaders(ctx);
  const nobody = audienceLoaders({ ...ctx, viewer: null });
  const tags = tagById(ctx);
  return {
    ...audience,
    postById: postById(ctx, audience),
    postsByAuthor: postsByAuthor(ctx, audience),
    postCount: postCount(ctx, audience),
    postsByGroup: postsByGroup(ctx),
    groupPostCount: groupPostCount(ctx),
    /** Whether everybody may see a post, logged in or not. */
    openToAll: (post: PostRow) => nobody.reach.load(post),
    revisionsByPost: revisionsByPost(ctx),
    tagById: tags,
    tagByName: tagByName(tags),
    followsTag: followsTag(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
