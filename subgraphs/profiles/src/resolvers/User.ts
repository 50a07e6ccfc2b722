import { parseId } from '@ursa/ids';
import { isHidden, mayReadLists } from '../domain/profile.ts';
import type { UserResolvers } from '../generated/resolvers.ts';
import { userConnection, userPage } from './user-connection.ts';

const nobody = { rows: [], more: false };

export const User: UserResolvers = {
  __resolveReference(reference: { id?: string; username?: string }, { loaders }) {
    if (reference.id === undefined) {
      return loaders.personByUsername.load((reference.username ?? '').toLowerCase());
    }
    const id = parseId('user', reference.id);
    return id ? loaders.person.load(id) : null;
  },

  viewerCanFollow: (user, _, { viewer }) => viewer !== null && !user.isViewer && !isHidden(user),

  async followers(user, args, { loaders }) {
    const page = userPage(args, `followers:${user.id}`);
    const mayRead = mayReadLists(user);
    return userConnection(mayRead ? await loaders.followers.load(user.id, page) : nobody, page, {
      key: ({ followedAt, followerId }) => [followedAt, followerId],
      load: (id) => loaders.person.load(id),
      totalCount: mayRead || isHidden(user) ? user.followerCount : null,
    });
  },

  async following(user, args, { loaders }) {
    const page = userPage(args, `following:${user.id}`);
    const mayRead = mayReadLists(user);
    return userConnection(mayRead ? await loaders.following.load(user.id, page) : nobody, page, {
      key: ({ followedAt, followedId }) => [followedAt, followedId],
      load: (id) => loaders.person.load(id),
      totalCount: mayRead || isHidden(user) ? user.followingCount : null,
    });
  },
};
