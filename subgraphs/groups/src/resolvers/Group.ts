import { idArgument } from '@ursa/subgraph-kit';
import { isReadable } from '../domain/group-view.ts';
import { can } from '../domain/permissions.ts';
import type { GroupResolvers } from '../generated/resolvers.ts';
import { bans, invitations, joinRequests, members } from './group-lists.ts';
import { memberCount } from './member-count.ts';

export const Group: GroupResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.groupById.load(idArgument('group', id, 'id')),
  avatar: ({ avatarMediaId: id }) => (id ? { __typename: 'Media', id } : null),
  memberCount: (group, _, { loaders }) => memberCount(group, loaders),
  members,
  joinRequests,
  invitations,
  bans,
  async pinnedPosts(group, _, { loaders }) {
    const pins = isReadable(group) ? await loaders.pinsOfGroup.load(group.id) : [];
    return pins.map((id) => ({ __typename: 'Post' as const, id }));
  },
  viewerCanRead: isReadable,
  viewerCanPost: ({ viewerRole }) => can(viewerRole, 'post'),
  viewerCanModerate: ({ viewerRole }) => can(viewerRole, 'moderate'),
};
