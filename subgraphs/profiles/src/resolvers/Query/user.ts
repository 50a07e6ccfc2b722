import type { QueryResolvers } from '../../generated/resolvers.ts';

export const user: NonNullable<QueryResolvers['user']> = (_, { username }, { loaders }) =>
  loaders.personByUsername.load(username.toLowerCase());
