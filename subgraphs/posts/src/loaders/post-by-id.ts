import type { AudienceLoaders } from '@ursa/audience';
import { anyOf } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** The post with this id; null if there is none the viewer may see. One statement, then one for the authors. */
export function postById({ db }: LoaderContext, audience: AudienceLoaders) {
  return new DataLoader<PostId, PostRow | null>(async (ids) => {
    const rows = await db.select().from(posts).where(anyOf(posts.id, ids));
    const seen = await Promise.all(rows.map((row) => audience.reach.load(row)));
    const visible = new Map(rows.filter((_, at) => seen[at]).map((row) => [row.id, row]));
    return ids.map((id) => visible.get(id) ?? null);
  });
}
