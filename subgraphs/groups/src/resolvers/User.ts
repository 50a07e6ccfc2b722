import { mayRead } from '@ursa/audience';
import { idArgument } from '@ursa/subgraph-kit';
import type { UserResolvers } from '../generated/resolvers.ts';
import { groupsPage } from './groups-page.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('user', id, 'id') }),
  groups({ id }, args, context) {
    const memberships = async () => {
      const standing = await context.loaders.standing.load(id);
      if (standing.self) return 'all';
      if (!standing.visible) return null;
      return mayRead(standing, 'PUBLIC') ? 'shared or public' : 'shared';
    };
    return groupsPage({ of: id, name: 'user-groups', memberships }, args, context);
  },
};
