import { requestError } from '@ursa/subgraph-kit';
import { foundOf } from '../../domain/found.ts';
import { suggest } from '../../domain/suggest.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { bounded } from '../bounded.ts';

const [longestPrefix, mostSuggestions, usual] = [50, 20, 10];

export const searchSuggestions: QueryResolvers['searchSuggestions'] = async (_, args, { db, viewer }) => {
  const count = args.first ?? usual;
  if (count < 0 || count > mostSuggestions) {
    throw requestError('BAD_USER_INPUT', `\`first\` must be 0 to ${mostSuggestions}.`);
  }
  // What no name holds begins none.
  const prefix = bounded(args.prefix, longestPrefix, 'prefix').trim().replace(/^[@#]/u, '');
  if (!/^[\p{L}\p{M}\p{N}_]+$/u.test(prefix)) return [];
  const rows = await suggest(db, prefix, viewer, count);
  return rows.map(foundOf).filter((found) => found.__typename === 'User' || found.__typename === 'Tag');
};
