import { notBlocked } from '@ursa/audience';
import type { GroupId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** What was published in groups the viewer may read, newest first, by people no block hides. */
export function postsByGroup({ db, viewer }: LoaderContext) {
  return pageLoader<GroupId, PostRow>((parents, page) =>
    pagesOf(
      db,
      {
        from: posts,
        parent: posts.groupId,
        parents,
        where: notBlocked(viewer, posts.authorId),
        orderBy: [posts.id],
        direction: 'desc',
      },
      page,
    ),
  );
}
