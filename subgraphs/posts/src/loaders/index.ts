import { audienceLoaders } from '@ursa/audience';
import type { WrittenPost } from '../domain/written-post.ts';
import { bookmarksOfViewer } from './bookmarks-of-viewer.ts';
import { draftById, draftsOfViewer } from './drafts-of-viewer.ts';
import { engagement } from './engagement.ts';
import { followedBy } from './followed-by.ts';
import { groupPostCount } from './group-post-count.ts';
import type { LoaderContext } from './loader-context.ts';
import { moderates } from './moderates.ts';
import { pinOf } from './pin-of.ts';
import { pollByPost } from './poll-by-post.ts';
import { postById } from './post-by-id.ts';
import { postCount } from './post-count.ts';
import { postSequence } from './post-sequence.ts';
import { postsByAuthor } from './posts-by-author.ts';
import { postsByGroup } from './posts-by-group.ts';
import { revisionsByPost } from './revisions-by-post.ts';
import { followsTag, tagById, tagByName } from './tags.ts';
import { tagsOfViewer } from './tags-of-viewer.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: LoaderContext) {
  const audience = audienceLoaders(ctx);
  const nobody = audienceLoaders({ ...ctx, viewer: null });
  const posts = postById(ctx, audience);
  const tags = tagById(ctx);
  return {
    ...audience,
    postById: posts,
    postsByAuthor: postsByAuthor(ctx, audience),
    postCount: postCount(ctx, audience),
    postsByGroup: postsByGroup(ctx),
    groupPostCount: groupPostCount(ctx),
    /** Whether everybody may see a post, logged in or not. */
    openToAll: (post: WrittenPost) => nobody.reach.load(post),
    revisionsByPost: revisionsByPost(ctx),
    engagement: engagement(ctx),
    followedBy: followedBy(ctx),
    moderates: moderates(ctx),
    pollByPost: pollByPost(ctx),
    pinOf: pinOf(ctx),
    postSequence: postSequence(ctx),
    bookmarksOfViewer: bookmarksOfViewer(ctx, posts),
    draftById: draftById(ctx),
    draftsOfViewer: draftsOfViewer(ctx),
    tagsOfViewer: tagsOfViewer(ctx),
    tagById: tags,
    tagByName: tagByName(tags),
    followsTag: followsTag(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
