import { parseId } from '@ursa/ids';
import type { Profile } from '../domain/profile.ts';
import { isHidden, mayReadLists } from '../domain/profile.ts';
import type { UserResolvers } from '../generated/resolvers.ts';
import type { Loaders } from '../loaders/index.ts';
import { asksForCounts } from './asks-for-counts.ts';
import { userConnection, userPage } from './user-connection.ts';

const nobody = { rows: [], more: false };

async function followerCount(user: Profile, { followCounts }: Loaders): Promise<number> {
  return isHidden(user) ? 0 : (await followCounts.load(user.id)).followers;
}

async function followingCount(user: Profile, { followCounts }: Loaders): Promise<number> {
  return isHidden(user) ? 0 : (await followCounts.load(user.id)).following;
}

export const User: UserResolvers = {
  __resolveReference(reference: { id?: string; username?: string }, { loaders }, info) {
    loaders.followCounts.wanted ||= asksForCounts(info);
    if (reference.id === undefined) {
      return loaders.personByUsername.load((reference.username ?? '').toLowerCase());
    }
    const id = parseId('user', reference.id);
    return id ? loaders.person.load(id) : null;
  },

  // Of somebody hidden, who is shown hollow, nothing tells.
  isPrivate: (user, _, { loaders }) => !isHidden(user) && loaders.privacy.load(user.id),
  followerCount: (user, _, { loaders }) => followerCount(user, loaders),
  followingCount: (user, _, { loaders }) => followingCount(user, loaders),
  viewerCanFollow: (user, _, { viewer }) => viewer !== null && !user.isViewer && !isHidden(user),

  async followers(user, args, { loaders }) {
    const page = userPage(args, `followers:${user.id}`);
    const mayRead = await mayReadLists(user, () => loaders.privacy.load(user.id));
    return userConnection(mayRead ? await loaders.followers.load(user.id, page) : nobody, page, {
      key: ({ followedAt, followerId }) => [followedAt, followerId],
      load: (id) => loaders.person.load(id),
      totalCount: mayRead || isHidden(user) ? () => followerCount(user, loaders) : null,
    });
  },

  async following(user, args, { loaders }) {
    const page = userPage(args, `following:${user.id}`);
    const mayRead = await mayReadLists(user, () => loaders.privacy.load(user.id));
    return userConnection(mayRead ? await loaders.following.load(user.id, page) : nobody, page, {
      key: ({ followedAt, followedId }) => [followedAt, followedId],
      load: (id) => loaders.person.load(id),
      totalCount: mayRead || isHidden(user) ? () => followingCount(user, loaders) : null,
    });
  },
};
