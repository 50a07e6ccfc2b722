import type { UserId } from '@ursa/ids';
import type { Page, Slice } from '@ursa/pagination';
import { pageOf } from '@ursa/pagination';
import { eq } from 'drizzle-orm';
import type { WrittenPost } from '../domain/written-post.ts';
import type { BookmarkRow } from '../tables/index.ts';
import { bookmarks } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';
import type { postById } from './post-by-id.ts';

/** A bookmark and the post it keeps. */
export interface Kept {
  row: BookmarkRow;
  post: WrittenPost;
}

// Only somebody who was shut out of a thousand posts they kept in a row gets a page that is not full.
const mostRounds = 10;

/**
 * The posts somebody keeps, the latest kept first. Those they may not see now are left out, and the page is filled
 * with what comes after them: one statement and the posts, and as much again for each page of hidden ones.
 */
export function bookmarksOfViewer({ db }: LoaderContext, posts: ReturnType<typeof postById>) {
  async function look(viewer: UserId, page: Page) {
    const orderBy = [bookmarks.createdAt, bookmarks.postId] as const;
    const query = {
      from: bookmarks,
      where: eq(bookmarks.userId, viewer),
      orderBy,
      direction: 'desc',
    } as const;
    const { rows, more } = await pageOf(db, query, page);
    const shown = await Promise.all(rows.map(({ postId }) => posts.load(postId)));
    const kept = rows.flatMap((row, at): Kept[] => (shown[at] ? [{ row, post: shown[at] }] : []));
    return { kept, more, edge: page.direction === 'forward' ? rows.at(-1) : rows.at(0) };
  }

  return async (viewer: UserId, page: Page): Promise<Slice<Kept>> => {
    const forward = page.direction === 'forward';
    let found = await look(viewer, page);
    let { kept } = found;
    for (
      let round = 1;
      found.more && found.edge && kept.length < page.size && round < mostRounds;
      round += 1
    ) {
      const key = [found.edge.createdAt, found.edge.postId];
      found = await look(viewer, { ...page, size: 100, ...(forward ? { after: key } : { before: key }) });
      kept = forward ? [...kept, ...found.kept] : [...found.kept, ...kept];
    }
    const rows = forward ? kept.slice(0, page.size) : kept.slice(-page.size || kept.length);
    return { rows, more: found.more || kept.length > page.size };
  };
}
