import { connection, idPart, keyOf, parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import type { NotificationResolvers } from '../generated/resolvers.ts';
import { subject } from './subject.ts';

const byActor = keyOf(idPart('user'));

export const Notification: NotificationResolvers = {
  __resolveReference: ({ id }, { loaders }) =>
    loaders.notificationById.load(idArgument('notification', id, 'id')),
  actors({ id, actorId }, args) {
    const page = parsePage(args, { list: `actors:${id}`, key: byActor });
    // One person did it; a page after or before them is empty.
    const beyond = page.size === 0 || page.after !== undefined || page.before !== undefined;
    const rows = beyond ? [] : [{ __typename: 'User' as const, id: actorId }];
    return connection({ rows, more: false }, page, { key: (row) => [row.id], totalCount: 1 });
  },
  subject: ({ subjectId }) => subject(subjectId),
};
