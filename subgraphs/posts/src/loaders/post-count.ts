import type { AudienceLoaders } from '@ursa/audience';
import { anyOf } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import { authorCounts } from '../tables/index.ts';
import { authorAudiences } from './author-audiences.ts';
import type { LoaderContext } from './loader-context.ts';

/** How many posts of a person the viewer may see: the sum over the audiences the viewer belongs to. */
export function postCount({ db }: LoaderContext, audience: AudienceLoaders) {
  return new DataLoader<UserId, number>(async (authorIds) => {
    const [rows, audiences] = await Promise.all([
      db.select().from(authorCounts).where(anyOf(authorCounts.authorId, authorIds)),
      Promise.all(authorIds.map((id) => authorAudiences(audience, id))),
    ]);
    const countsOf = Map.groupBy(rows, (row) => row.authorId);
    return authorIds.map((id, at) =>
      (countsOf.get(id) ?? [])
        .filter(({ visibility }) => audiences[at]?.includes(visibility))
        .reduce((sum, row) => sum + row.posts, 0),
    );
  });
}
