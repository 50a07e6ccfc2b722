import type { QueryResolvers } from '../../generated/resolvers.ts';
import { asksForCounts } from '../asks-for-counts.ts';

export const user: NonNullable<QueryResolvers['user']> = (_, { username }, { loaders }, info) => {
  loaders.followCounts.wanted ||= asksForCounts(info);
  return loaders.personByUsername.load(username.toLowerCase());
};
