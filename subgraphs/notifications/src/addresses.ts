import type { Ask } from '@ursa/subgraph-kit';
import { PeerUnavailable } from '@ursa/subgraph-kit';
import type { FindAddresses } from './domain/digest/send-digests.ts';

/** Where identity says people read mail. It tells this subgraph, and nobody else. */
export function addressesAt(ask: Ask): FindAddresses {
  return async (ids) => {
    const question = { typename: 'Account', ids, selection: 'email', viewer: null } as const;
    try {
      const accounts = await ask<{ email: string | null }>('identity', question);
      return accounts.map((account) => account?.email ?? null);
    } catch (error) {
      if (error instanceof PeerUnavailable) return null;
      throw error;
    }
  };
}
