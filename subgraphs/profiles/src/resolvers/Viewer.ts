import { retype } from '@ursa/ids';
import { requireViewer } from '@ursa/subgraph-kit';
import { and, eq } from 'drizzle-orm';
import { hollow } from '../domain/profile.ts';
import { visibleTo } from '../domain/visible-to.ts';
import type { ViewerResolvers } from '../generated/resolvers.ts';
import { blocks, followRequests, mutes } from '../tables/index.ts';
import { asksForCounts } from './asks-for-counts.ts';
import { userConnection, userPage } from './user-connection.ts';

export const Viewer: ViewerResolvers = {
  // Nobody is the viewer but who asks.
  __resolveReference: (reference, { viewer, loaders }, info) => {
    loaders.followCounts.wanted ||= asksForCounts(info);
    const id = viewer && retype(viewer, 'viewer');
    return id === reference.id ? { __typename: 'Viewer', id } : null;
  },

  user: (_, __, context) => context.loaders.person.load(requireViewer(context)),

  async followRequests(_, args, context) {
    const viewer = requireViewer(context);
    const { db, loaders } = context;
    const page = userPage(args, `follow-requests:${viewer}`);
    return userConnection(await loaders.followRequests.load(viewer, page), page, {
      key: ({ requestedAt, followerId }) => [requestedAt, followerId],
      load: (id) => loaders.person.load(id),
      totalCount: () => db.$count(followRequests, eq(followRequests.followedId, viewer)),
    });
  },

  async blockedUsers(_, args, context) {
    const viewer = requireViewer(context);
    const { db, loaders } = context;
    const page = userPage(args, `blocked:${viewer}`);
    return userConnection(await loaders.blockedUsers.load(viewer, page), page, {
      key: ({ blockedAt, blockedId }) => [blockedAt, blockedId],
      async load(id) {
        const profile = await loaders.profile.load(id);
        return profile && hollow(profile);
      },
      totalCount: () => db.$count(blocks, eq(blocks.blockerId, viewer)),
    });
  },

  async mutedUsers(_, args, context) {
    const viewer = requireViewer(context);
    const { db, loaders } = context;
    const page = userPage(args, `muted:${viewer}`);
    return userConnection(await loaders.mutedUsers.load(viewer, page), page, {
      key: ({ mutedAt, mutedId }) => [mutedAt, mutedId],
      load: (id) => loaders.person.load(id),
      totalCount: () => db.$count(mutes, and(eq(mutes.muterId, viewer), visibleTo(viewer, mutes.mutedId))),
    });
  },
};
