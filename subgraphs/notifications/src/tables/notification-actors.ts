import { instant, typeId } from '@ursa/database';
import { bigint, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Who did what a notification tells of; each once. */
export const notificationActors = schema.table(
  'notification_actors',
  {
    notificationId: typeId('notification')('notification_id').notNull(),
    actorId: typeId('user')('actor_id').notNull(),
    /** The recipient's sequence when the notification grew by them: latest first. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    actedAt: instant('acted_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.notificationId, table.actorId] }),
    // Notification.actors.
    uniqueIndex('notification_actors_latest').on(table.notificationId, table.sequence),
  ],
);
