import { instant, typeId } from '@ursa/database';
import type { MediaId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { replyPolicy, visibility } from './posts.ts';
import { schema } from './schema.ts';

/** A poll as it is written down before it is put. */
export interface DraftedPoll {
  choices: string[];
  durationMinutes: number;
}

/** Posts that are not published yet: their author's alone. What they name is looked at when they are published. */
export const drafts = schema.table(
  'drafts',
  {
    id: typeId('draft')('id').primaryKey(),
    authorId: typeId('user')('author_id').notNull(),
    body: text('body').notNull(),
    visibility: visibility('visibility').notNull(),
    groupId: typeId('group')('group_id'),
    mediaIds: jsonb('media_ids').$type<MediaId[]>().notNull(),
    quotedPostId: typeId('post')('quoted_post_id'),
    replyPolicy: replyPolicy('reply_policy').notNull(),
    contentWarning: text('content_warning'),
    isSensitive: boolean('is_sensitive').notNull(),
    poll: jsonb('poll').$type<DraftedPoll>(),
    savedAt: instant('saved_at').notNull(),
    /** When it is to be published; null: when its author says so. */
    scheduledAt: instant('scheduled_at'),
    /** When to try (again) to publish it: later than `scheduledAt` while somebody who must be asked is away. */
    dueAt: instant('due_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Why it was not published at its time. */
    failure: text('failure'),
  },
  (table) => [
    // Viewer.drafts: the newest first, and how many there are.
    index('drafts_by_author').on(table.authorId, table.id),
    // What is due to be published (domain/publish-due.ts).
    index('drafts_by_due').on(table.dueAt).where(sql`${table.dueAt} is not null`),
  ],
);

/** What the API calls a draft. */
export type DraftRow = typeof drafts.$inferSelect;
