import type { PostId } from '@ursa/ids';
import { parseId } from '@ursa/ids';
import { idArgument } from '@ursa/subgraph-kit';
import type { PostResolvers } from '../generated/resolvers.ts';

/** A post, with what posts says that it shows. */
export interface PostWithMedia {
  readonly id: PostId;
  readonly mediaIds?: readonly string[];
}

export const Post: PostResolvers = {
  __resolveReference: (post) => ({
    ...(post as { mediaIds?: string[] }),
    id: idArgument('post', post.id, 'id'),
  }),
  async media({ id, mediaIds = [] }, _, { loaders }) {
    const post = await loaders.postAccess.load(id);
    if (!post) return null;
    const ids = mediaIds.map((text) => parseId('media', text)).filter((found) => found !== undefined);
    const rows = await Promise.all(ids.map((mediaId) => loaders.readyMedia.load(mediaId)));
    // Whatever a post names: only what is its author's own is shown with it.
    return rows.filter((row) => row !== null && row.ownerId === post.authorId).filter((row) => row !== null);
  },
};
