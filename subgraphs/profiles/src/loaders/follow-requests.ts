import type { UserId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import { followRequests } from '../tables/index.ts';

/** Who asked to follow these people, latest first. Nobody hidden is among them: a block ends requests. */
export function followRequestsLoader({ db }: RequestContext) {
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
