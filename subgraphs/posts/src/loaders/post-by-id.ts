import type { AudienceLoaders } from '@ursa/audience';
import type { PostId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { WrittenPost } from '../domain/written-post.ts';
import type { KeptPost } from './kept-post.ts';
import { postOf } from './kept-post.ts';
import type { LoaderContext } from './loader-context.ts';
import type { ReadPost } from './read-posts.ts';
import { readPosts } from './read-posts.ts';

/** The post with this id; null if there is none the viewer may see. One statement, whatever the cache holds. */
export function postById(ctx: LoaderContext, audience: AudienceLoaders) {
  return new DataLoader<PostId, WrittenPost | null>(async (ids) => {
    const { found, kept } = await readThrough(ctx, ids);
    for (const { head, standing } of found.values()) audience.take(head, standing);
    const visible = new Map<PostId, WrittenPost>();
    await Promise.all(
      [...found.values()].map(async ({ head, kept: fresh }) => {
        const content = fresh ?? kept.get(head.id);
        if (content && (await audience.reach.load(head))) visible.set(head.id, postOf(head, content));
      }),
    );
    return ids.map((id) => visible.get(id) ?? null);
  });
}

/**
 * Whether a post is there and who may see it is read each time; what it says comes along unless the cache holds it in
 * the very version of the row. Nobody is shown, by what is cached, a post they may not see, or an older one.
 */
async function readThrough(
  ctx: LoaderContext,
  ids: readonly PostId[],
): Promise<{ found: Map<PostId, ReadPost>; kept: ReadonlyMap<string, KeptPost> }> {
  const { services, db } = ctx;
  if (!services || db !== services.db) return { found: await readPosts(ctx, ids, nothing), kept: nothing };
  let found: Map<PostId, ReadPost> | undefined;
  const kept = await services.posts.getMany(ids, async (missing, held) => {
    // Those that somebody else computes are not held yet: they come along, should they be asked for once more.
    found ??= await readPosts(ctx, ids, held);
    const read = missing.map((id) => [id, found?.get(id as PostId)?.kept ?? undefined] as const);
    return new Map(read.filter((one): one is [string, KeptPost] => one[1] !== undefined));
  });
  return { found: found ?? (await readPosts(ctx, ids, kept)), kept };
}

const nothing: ReadonlyMap<string, KeptPost> = new Map();
