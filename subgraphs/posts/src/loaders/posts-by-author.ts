import type { AudienceLoaders, Visibility } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import type { Page, Slice } from '@ursa/pagination';
import { pageLoader, pagesOf } from '@ursa/pagination';
import { and, eq, isNull } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';
import { authorAudiences } from './author-audiences.ts';
import type { LoaderContext } from './loader-context.ts';

/**
 * What a person published and the viewer may see, newest first. One statement per audience for all the people asked,
 * each bounded by the page: posts of an audience the viewer is not in are never read.
 */
export function postsByAuthor({ db }: LoaderContext, audience: AudienceLoaders) {
  const ofAudience = pageLoader<UserId, PostRow>((parents, page, visibility) =>
    pagesOf(
      db,
      {
        from: posts,
        parent: posts.authorId,
        parents,
        where: and(isNull(posts.groupId), eq(posts.visibility, visibility as Visibility)),
        orderBy: [posts.id],
        direction: 'desc',
      },
      page,
    ),
  );
  return {
    async load(authorId: UserId, page: Page): Promise<Slice<PostRow>> {
      const audiences = await authorAudiences(audience, authorId);
      const slices = await Promise.all(
        audiences.map((visibility) => ofAudience.load(authorId, page, visibility)),
      );
      return merged(slices, page);
    },
  };
}

// Each slice is as long as the page, so the merged page is whole whatever audience its posts come from.
function merged(slices: readonly Slice<PostRow>[], { size, direction }: Page): Slice<PostRow> {
  const rows = slices.flatMap((slice) => slice.rows).sort((a, b) => (a.id < b.id ? 1 : -1));
  const more = rows.length > size || slices.some((slice) => slice.more);
  return { rows: direction === 'forward' ? rows.slice(0, size) : rows.slice(-size || rows.length), more };
}
