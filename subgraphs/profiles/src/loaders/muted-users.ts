import type { UserId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { ProfilesRequest } from '../context.ts';
import { visibleTo } from '../domain/visible-to.ts';
import { mutes } from '../tables/index.ts';

/** Whom these people muted, latest first, without those hidden from the viewer. */
export function mutedUsersLoader({ db, viewer }: ProfilesRequest) {
  return pageLoader<UserId, typeof mutes.$inferSelect>((parents, page) =>
    pagesOf(
      db,
      {
        from: mutes,
        parent: mutes.muterId,
        parents,
        where: visibleTo(viewer, mutes.mutedId),
        orderBy: [mutes.mutedAt, mutes.mutedId],
        direction: 'desc',
      },
      page,
    ),
  );
}
