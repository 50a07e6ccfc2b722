import type { UserId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { ProfilesRequest } from '../context.ts';
import { followRequests } from '../tables/index.ts';

/** Who asked to follow these people, latest first. Nobody hidden is among them: a block ends requests. */
export function followRequestsLoader({ db }: ProfilesRequest) {
  return pageLoader<UserId, typeof followRequests.$inferSelect>((parents, page) =>
    pagesOf(
      db,
      {
        from: followRequests,
        parent: followRequests.followedId,
        parents,
        orderBy: [followRequests.requestedAt, followRequests.followerId],
        direction: 'desc',
      },
      page,
    ),
  );
}
