import type { PostId, UserId } from '@ursa/ids';
import { fromUuid, parseId, toUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { AudienceContext } from './audience-context.ts';
import { readable } from './readable.ts';

/** A post the viewer may see, and whose it is. */
export interface VisiblePost {
  readonly id: PostId;
  readonly authorId: UserId;
}

/**
 * The post, if the viewer may see it. The projection says *yes* in one statement; on *no* or *unknown* posts is asked,
 * once for all, and nobody is let in without its answer.
 */
export function postAccessLoader(ctx: AudienceContext) {
  return new DataLoader<PostId, VisiblePost | null>(async (ids) => {
    const known = await readProjection(ctx, ids);
    const seen = new Map<PostId, VisiblePost>();
    for (const post of known) if (post.isReadable && !post.isDeleted) seen.set(post.id, post);
    // A deleted post stays deleted: there is nothing to ask.
    const deleted = new Set(known.filter((post) => post.isDeleted).map((post) => post.id));
    const open = ids.filter((id) => !seen.has(id) && !deleted.has(id));
    for (const post of await askOwner(ctx, open)) seen.set(post.id, post);
    return ids.map((id) => seen.get(id) ?? null);
  });
}

const columns = {
  authorId: sql.raw('posts.author_id'),
  visibility: sql.raw('posts.visibility'),
  groupId: sql.raw('posts.group_id'),
};

async function readProjection({ db, viewer }: AudienceContext, ids: readonly PostId[]) {
  const { rows } = await db.execute<{
    post_id: string;
    author_id: string;
    is_deleted: boolean;
    is_readable: boolean;
  }>(sql`
    select post_id, author_id, is_deleted, coalesce(${readable(viewer, columns)}, false) as is_readable
    from post_audiences posts
    where post_id = any(${sql.param(ids.map(toUuid))}::uuid[])
  `);
  return rows.map((row) => ({
    id: fromUuid('post', row.post_id),
    authorId: fromUuid('user', row.author_id),
    isDeleted: row.is_deleted,
    isReadable: row.is_readable,
  }));
}

async function askOwner({ ask }: AudienceContext, ids: readonly PostId[]): Promise<VisiblePost[]> {
  if (ids.length === 0) return [];
  const question = { typename: 'Post', ids, selection: 'author { id }' } as const;
  // Nobody is let in because posts is away: what it cannot confirm is hidden.
  const posts = await ask<{ author: { id: string } | null }>('posts', question).catch(() => []);
  return ids.flatMap((id, at) => {
    const authorId = parseId('user', posts[at]?.author?.id ?? '');
    return authorId ? [{ id, authorId }] : [];
  });
}
