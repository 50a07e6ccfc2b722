import type { UserId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { ProfilesRequest } from '../context.ts';
import { blocks } from '../tables/index.ts';

/** Whom these people block, latest first. */
export function blockedUsersLoader({ db }: ProfilesRequest) {
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
