import type { PostId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import { readablePost } from '../domain/shown.ts';

/** Whether the viewer may see a post. What was told of it says yes; on no or unknown posts is asked, once for all. */
export function visiblePost({ db, viewer, ask }: RequestContext) {
  return new DataLoader<PostId, boolean>(async (ids) => {
    const { rows } = await db.execute<{ post_id: string }>(sql`
      select p.post_id from posts p
      where p.post_id = any(${sql.param(ids.map(toUuid))}::uuid[]) and ${readablePost(viewer)}`);
    const seen = new Set(rows.map((row) => fromUuid('post', row.post_id)));
    const open = ids.filter((id) => !seen.has(id));
    if (open.length > 0) {
      // Nobody is let in because posts is away: what it cannot confirm is hidden.
      const answers = await ask('posts', { typename: 'Post', ids: open, selection: 'id' }).catch(() => []);
      open.forEach((id, at) => {
        if (answers[at]?.['id'] === id) seen.add(id);
      });
    }
    return ids.map((id) => seen.has(id));
  });
}
