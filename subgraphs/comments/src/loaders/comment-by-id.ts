import type { AudienceLoaders, postAccessLoader } from '@ursa/audience';
import { anyOf } from '@ursa/database';
import type { CommentId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import type { CommentRow } from '../tables/index.ts';
import { comments } from '../tables/index.ts';

/**
 * THE rule of who may see a comment: whoever may see its post and its author.
 * The comment with this id; null if there is none the viewer may see.
 */
export function commentById(
  { db }: RequestContext,
  access: ReturnType<typeof postAccessLoader>,
  { visible }: AudienceLoaders,
) {
  return new DataLoader<CommentId, CommentRow | null>(async (ids) => {
    const rows = await db.select().from(comments).where(anyOf(comments.id, ids));
    const seen = await Promise.all(
      rows.map(async ({ postId, authorId }) => {
        const [post, author] = await Promise.all([access.load(postId), visible.load(authorId)]);
        return post !== null && author;
      }),
    );
    const found = new Map(rows.filter((_, at) => seen[at]).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
