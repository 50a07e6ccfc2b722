import type { UserId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import { blocks } from '../tables/index.ts';

/** Whom these people block, latest first. */
export function blockedUsersLoader({ db }: RequestContext) {
  return pageLoader<UserId, typeof blocks.$inferSelect>((parents, page) =>
    pagesOf(
      db,
      {
        from: blocks,
        parent: blocks.blockerId,
        parents,
        orderBy: [blocks.blockedAt, blocks.blockedId],
        direction: 'desc',
      },
      page,
    ),
  );
}
