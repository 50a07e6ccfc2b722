import { parseId } from '@ursa/ids';
import { foldUsername, isUsername } from '../domain/username.ts';
import type { AccountResolvers } from '../generated/resolvers.ts';

export const Account: AccountResolvers = {
  /** For other subgraphs only: what comes through the router was asked by a client. */
  __resolveReference(reference, { caller, loaders }) {
    if (caller === 'router') return null;
    if ('id' in reference) {
      const id = parseId('user', reference.id);
      return id ? loaders.accountById.load(id) : null;
    }
    const username = foldUsername(reference.username);
    return isUsername(username) ? loaders.accountByUsername.load(username) : null;
  },
  email: ({ id }, _, { caller, loaders }) => (caller === 'notifications' ? loaders.emailById.load(id) : null),
};
