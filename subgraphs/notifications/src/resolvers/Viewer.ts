import type { UserId, ViewerId } from '@ursa/ids';
import { retype } from '@ursa/ids';
import { currentSequence } from '@ursa/outbox';
import { connection, idPart, integer, keyOf, liveCursor, parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import { preferencesOf } from '../domain/preferences.ts';
import type { ViewerResolvers } from '../generated/resolvers.ts';
import { recipientChannel } from './recipient-channel.ts';

const latestFirst = keyOf(integer);
const newestFirst = keyOf(idPart('pushdevice'));

const isViewer = (id: ViewerId, viewer: UserId | null) => viewer !== null && retype(id, 'user') === viewer;

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('viewer', id, 'id') }),
  async notifications({ id }, args, { viewer, db, loaders }) {
    const recipientId = retype(id, 'user');
    if (recipientId !== viewer) return null;
    const page = parsePage(args, { list: `notifications:${id}`, key: latestFirst });
    // Read before the page, so that what comes between is seen twice rather than never.
    const head = await currentSequence(db, recipientId);
    const slice = await loaders.notificationsOfViewer.page(recipientId, page);
    return connection(slice, page, {
      key: (row) => [row.sequence],
      liveCursor: liveCursor(recipientChannel(recipientId), head),
    });
  },
  unreadNotificationCount: ({ id }, _, { viewer, loaders }) =>
    viewer !== null && isViewer(id, viewer) ? loaders.notificationsOfViewer.unreadCount(viewer) : null,
  notificationPreferences: ({ id }, _, { viewer, db }) =>
    viewer !== null && isViewer(id, viewer) ? preferencesOf(db, viewer) : null,
  async pushDevices({ id }, args, { viewer, loaders }) {
    if (viewer === null || !isViewer(id, viewer)) return null;
    const page = parsePage(args, { list: `pushDevices:${id}`, key: newestFirst });
    return connection(await loaders.devicesOfViewer(viewer, page), page, { key: (device) => [device.id] });
  },
  pushPublicKey: ({ id }, _, { viewer, services }) => (isViewer(id, viewer) ? services.push.publicKey : null),
};
