import type { UserId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { ProfilesRequest } from '../context.ts';
import { visibleTo } from '../domain/visible-to.ts';
import { follows } from '../tables/index.ts';

/** Whom each of these people follows, latest first, without those hidden from the viewer. */
export function followingLoader({ db, viewer }: ProfilesRequest) {
  return pageLoader<UserId, typeof follows.$inferSelect>((parents, page) =>
    pagesOf(
      db,
      {
        from: follows,
        parent: follows.followerId,
        parents,
        where: visibleTo(viewer, follows.followedId),
        orderBy: [follows.followedAt, follows.followedId],
        direction: 'desc',
      },
      page,
    ),
  );
}
