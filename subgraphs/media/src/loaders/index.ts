import { audienceLoaders, postAccessLoader } from '@ursa/audience';
import type { RequestContext } from '@ursa/subgraph-kit';
import { avatarOf } from './avatar-of.ts';
import { mediaById } from './media-by-id.ts';
import { postsOfMedia } from './posts-of-media.ts';
import { readyMedia } from './ready-media.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext) {
  const audience = audienceLoaders(ctx);
  const access = postAccessLoader(ctx);
  return {
    ...audience,
    postAccess: access,
    mediaById: mediaById(ctx, access, postsOfMedia(ctx)),
    readyMedia: readyMedia(ctx),
    avatarOf: avatarOf(ctx, audience),
  };
}

export type Loaders = ReturnType<typeof loaders>;
