import { instant, typeId } from '@ursa/database';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { bigint, index, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

export const kind = schema.enum('kind', [
  'FOLLOW',
  'FOLLOW_REQUEST',
  'FOLLOW_ACCEPTED',
  'COMMENT',
  'REPLY',
  'MENTION',
]);

/** What a notification can be about. */
export type SubjectId = UserId | PostId | CommentId;

/** Notifications; ordered by the recipient's sequence, which is the order in which they were committed. */
export const notifications = schema.table(
  'notifications',
  {
    id: typeId('notification')('id').primaryKey(),
    recipientId: typeId('user')('recipient_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    kind: kind('kind').notNull(),
    actorId: typeId('user')('actor_id').notNull(),
    subjectId: text('subject_id').$type<SubjectId>().notNull(),
    /** The post it hangs on: whoever may not see that is not told either. */
    postId: typeId('post')('post_id'),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  (table) => [
    // Viewer.notifications, notificationReceived.
    uniqueIndex('notifications_by_recipient').on(table.recipientId, table.sequence),
    // Viewer.unreadNotificationCount, markNotificationsRead(upTo).
    index('notifications_unread').on(table.recipientId, table.sequence).where(sql`${table.readAt} is null`),
    // One notification for one thing, however often its event comes or the follow is repeated; removal with a subject.
    uniqueIndex('notifications_by_subject').on(table.subjectId, table.kind, table.recipientId, table.actorId),
    // Removal with a post.
    index('notifications_by_post').on(table.postId),
  ],
);

/** What the API calls a notification. */
export type NotificationRow = typeof notifications.$inferSelect;

export type NotificationKind = NotificationRow['kind'];
