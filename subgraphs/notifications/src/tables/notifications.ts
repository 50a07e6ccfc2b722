import { instant, typeId } from '@ursa/database';
import type { CommentId, GroupId, PostId, UserId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

export const kind = schema.enum('kind', [
  'FOLLOW',
  'FOLLOW_REQUEST',
  'FOLLOW_ACCEPTED',
  'COMMENT',
  'REPLY',
  'MENTION',
  'REACTION',
  'REPOST',
  'QUOTE',
  'GROUP_JOIN_REQUEST',
  'GROUP_INVITATION',
  'GROUP_JOINED',
  'GROUP_ROLE',
]);

/** What a notification can be about. */
export type SubjectId = UserId | PostId | CommentId | GroupId;

/**
 * Notifications: one for all who did the same to the same thing on one day. Ordered by the recipient's sequence when it
 * last grew, which is the order in which that was committed.
 */
export const notifications = schema.table(
  'notifications',
  {
    id: typeId('notification')('id').primaryKey(),
    recipientId: typeId('user')('recipient_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    kind: kind('kind').notNull(),
    subjectId: text('subject_id').$type<SubjectId>().notNull(),
    /** The post it hangs on: whoever may not see that is not told either. */
    postId: typeId('post')('post_id'),
    /** The group it is about: likewise. */
    groupId: typeId('group')('group_id'),
    /** The day on which it happened, UTC. */
    day: date('day', { mode: 'string' }).notNull(),
    /** Who did it, hidden ones included. */
    actorCount: integer('actor_count').notNull(),
    /** When the first of them did it. */
    createdAt: instant('created_at').notNull(),
    /** When the last of them did it. */
    updatedAt: instant('updated_at').notNull(),
    readAt: instant('read_at'),
  },
  (table) => [
    // Viewer.notifications, notificationReceived.
    uniqueIndex('notifications_by_recipient').on(table.recipientId, table.sequence),
    // Counting unread ones anew, markNotificationsRead(upTo), the digest.
    index('notifications_unread').on(table.recipientId, table.sequence).where(sql`${table.readAt} is null`),
    // One for all of a day; removal with a subject; whether somebody was told of it before.
    uniqueIndex('notifications_by_subject').on(table.subjectId, table.kind, table.recipientId, table.day),
    // Removal with a post, and a post whose audience changes.
    index('notifications_by_post').on(table.postId),
  ],
);

/** What the API calls a notification. */
export type NotificationRow = typeof notifications.$inferSelect;

export type NotificationKind = NotificationRow['kind'];
