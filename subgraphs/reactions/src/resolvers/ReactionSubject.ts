import type { ReactionSubjectResolvers } from '../generated/resolvers.ts';

export const ReactionSubject: Pick<ReactionSubjectResolvers, '__resolveType'> = {
  __resolveType: ({ __typename }) => __typename,
};
