import { connection, instant, integer, keyOf, parsePage } from '@ursa/pagination';
import { requestError } from '@ursa/subgraph-kit';
import { freshRanking, rankedPage } from '../../domain/explore.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';

/** The moment of the ranking, and the place in it. */
const byRank = keyOf(instant, integer);

export const explore: QueryResolvers['explore'] = async (_, args, { db, viewer, services }) => {
  const page = parsePage(args, { list: 'explore', key: byRank });
  const moments = [page.after?.[0], page.before?.[0]].filter((moment) => moment !== undefined);
  const rankedAt = moments[0] ?? (await freshRanking(db, services.exploreRankMs));
  const together = moments.every((moment) => moment.getTime() === rankedAt.getTime());
  const slice = together ? await rankedPage(db, viewer, { rankedAt, page }) : undefined;
  if (!slice) throw requestError('BAD_CURSOR', 'The ranking of this cursor is over; begin anew without it.');
  return connection(slice, page, {
    key: (row) => [row.rankedAt, row.rank],
    node: ({ postId }) => ({ __typename: 'Post' as const, id: postId }),
  });
};
