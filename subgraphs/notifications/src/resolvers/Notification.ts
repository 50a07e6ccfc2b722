import { connection, integer, keyOf, parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import type { NotificationsContext } from '../context.ts';
import type { NotificationResolvers } from '../generated/resolvers.ts';
import type { NotificationRow } from '../tables/index.ts';
import { subject } from './subject.ts';

const latestFirst = keyOf(integer);

const shownActors = async ({ id, actorCount }: NotificationRow, { loaders }: NotificationsContext) =>
  actorCount - (await loaders.hiddenActorCount.load(id));

export const Notification: NotificationResolvers = {
  __resolveReference: ({ id }, { loaders }) =>
    loaders.notificationById.load(idArgument('notification', id, 'id')),
  async actors(notification, args, context) {
    const { id } = notification;
    const page = parsePage(args, { list: `actors:${id}`, key: latestFirst });
    const slice = await context.loaders.actorsOfNotification.load(id, page);
    return connection(slice, page, {
      key: ({ sequence }) => [sequence],
      node: ({ actorId }) => ({ __typename: 'User' as const, id: actorId }),
      totalCount: () => shownActors(notification, context),
    });
  },
  actorCount: (notification, _, context) => shownActors(notification, context),
  subject: ({ subjectId }) => subject(subjectId),
};
