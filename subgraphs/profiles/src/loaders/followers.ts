import type { UserId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { ProfilesRequest } from '../context.ts';
import { visibleTo } from '../domain/visible-to.ts';
import { follows } from '../tables/index.ts';

/** Who follows each of these people, latest first, without those hidden from the viewer. */
export function followersLoader({ db, viewer }: ProfilesRequest) {
  return pageLoader<UserId, typeof follows.$inferSelect>((parents, page) =>
    pagesOf(
      db,
      {
        from: follows,
        parent: follows.followedId,
        parents,
        where: visibleTo(viewer, follows.followerId),
        orderBy: [follows.followedAt, follows.followerId],
        direction: 'desc',
      },
      page,
    ),
  );
}
