import { readable } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import type { Page, Slice } from '@ursa/pagination';
import { pageOf } from '@ursa/pagination';
import { and, eq, sql } from 'drizzle-orm';
import type { BookmarkRow } from '../tables/index.ts';
import { bookmarks, posts } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** The posts somebody keeps and may still see, the latest kept first. Those they may not see now are left out. */
export function bookmarksOfViewer({ db }: LoaderContext) {
  return (viewer: UserId, page: Page): Promise<Slice<BookmarkRow>> => {
    const { authorId, visibility, groupId } = posts;
    const shown = sql`exists (
      select 1 from ${posts} where ${posts.id} = ${bookmarks.postId} and ${readable(viewer, { authorId, visibility, groupId })}
    )`;
    const query = {
      from: bookmarks,
      where: and(eq(bookmarks.userId, viewer), shown),
      orderBy: [bookmarks.createdAt, bookmarks.postId],
      direction: 'desc',
    } as const;
    return pageOf(db, query, page);
  };
}
