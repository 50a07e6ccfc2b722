import { retype } from '@ursa/ids';
import { parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import type { ViewerResolvers } from '../generated/resolvers.ts';
import { groupsPage } from './groups-page.ts';
import { detailed, groupsKey, person } from './lists.ts';

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('viewer', id, 'id') }),
  groups({ id }, args, context) {
    const of = retype(id, 'user');
    const memberships = async () => (of === context.viewer ? ('all' as const) : null);
    return groupsPage({ of, name: 'viewer-groups', memberships }, args, context);
  },
  async groupInvitations({ id }, args, { viewer, loaders }) {
    const userId = retype(id, 'user');
    const page = parsePage(args, { list: `group-invitations:${userId}`, key: groupsKey });
    if (userId !== viewer) return null;
    return detailed(await loaders.invitationsOfUser.load(userId, page), page, {
      key: (row) => [row.invitedAt, row.groupId],
      node: (row) => loaders.groupById.load(row.groupId),
      details: ({ invitedAt, invitedById }) => ({ invitedAt, invitedBy: person(invitedById) }),
    });
  },
};
