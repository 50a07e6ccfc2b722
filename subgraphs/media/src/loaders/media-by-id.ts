import type { postAccessLoader } from '@ursa/audience';
import { anyOf } from '@ursa/database';
import type { MediaId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and, ne } from 'drizzle-orm';
import type { MediaRow } from '../tables/index.ts';
import { media } from '../tables/index.ts';
import type { postsOfMedia } from './posts-of-media.ts';

/**
 * THE rule of who may see a media: its owner; once it is READY everybody if it is a picture of somebody, and else whoever
 * may see a post that shows it. The media with this id; null if there is none the viewer may see.
 */
export function mediaById(
  { db, viewer }: RequestContext,
  access: ReturnType<typeof postAccessLoader>,
  posts: ReturnType<typeof postsOfMedia>,
) {
  const visible = async ({ id, ownerId, status, purpose }: MediaRow): Promise<boolean> => {
    if (ownerId === viewer) return true;
    if (status !== 'READY') return false;
    if (purpose === 'AVATAR') return true;
    const shown = await Promise.all((await posts.load(id)).map((postId) => access.load(postId)));
    return shown.some((post) => post?.authorId === ownerId);
  };
  return new DataLoader<MediaId, MediaRow | null>(async (ids) => {
    const rows = await db
      .select()
      .from(media)
      .where(and(anyOf(media.id, ids), ne(media.status, 'REMOVING')));
    const seen = await Promise.all(rows.map(visible));
    const found = new Map(rows.filter((_, at) => seen[at]).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
