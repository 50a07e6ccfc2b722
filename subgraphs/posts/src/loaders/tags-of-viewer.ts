import type { UserId } from '@ursa/ids';
import type { Page } from '@ursa/pagination';
import { pageOf } from '@ursa/pagination';
import { eq } from 'drizzle-orm';
import { tagFollows } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** The topics somebody follows, by name. */
export function tagsOfViewer({ db }: LoaderContext) {
  return (viewer: UserId, page: Page) =>
    pageOf(
      db,
      {
        from: tagFollows,
        where: eq(tagFollows.userId, viewer),
        orderBy: [tagFollows.name],
        direction: 'asc',
      },
      page,
    );
}
