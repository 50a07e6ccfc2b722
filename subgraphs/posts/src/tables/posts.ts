import { instant, typeId } from '@ursa/database';
import type { MediaId } from '@ursa/ids';
import type { StoredEntity } from '@ursa/text';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

export const visibility = schema.enum('visibility', ['PUBLIC', 'FOLLOWERS', 'PRIVATE']);
export const replyPolicy = schema.enum('reply_policy', ['EVERYONE', 'FOLLOWED', 'MENTIONED']);

/** Posts. A deleted one leaves nothing behind. */
export const posts = schema.table(
  'posts',
  {
    id: typeId('post')('id').primaryKey(),
    authorId: typeId('user')('author_id').notNull(),
    visibility: visibility('visibility').notNull(),
    body: text('body').notNull(),
    entities: jsonb('entities').$type<StoredEntity[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
    revisionCount: integer('revision_count').notNull(),
    /** The group it was published in: that decides who sees it, and `visibility` is PUBLIC. */
    groupId: typeId('group')('group_id'),
    /** What is shown with it, in order. */
    mediaIds: jsonb('media_ids').$type<MediaId[]>().notNull().default([]),
    /** Stays when the quoted post is gone: the quote is hollow then. */
    quotedPostId: typeId('post')('quoted_post_id'),
    quotedAuthorId: typeId('user')('quoted_author_id'),
    replyPolicy: replyPolicy('reply_policy').notNull().default('EVERYONE'),
    contentWarning: text('content_warning'),
    isSensitive: boolean('is_sensitive').notNull().default(false),
    repostCount: integer('repost_count').notNull().default(0),
    /** Quotes that everybody may see: PUBLIC ones outside of groups. */
    quoteCount: integer('quote_count').notNull().default(0),
  },
  (table) => [
    // User.posts: a person's posts of one audience, newest first (loaders/posts-by-author.ts).
    index('posts_by_author')
      .on(table.authorId, table.visibility, table.id)
      .where(sql`${table.groupId} is null`),
    // Group.posts: newest first (loaders/posts-by-group.ts).
    index('posts_by_group').on(table.groupId, table.id).where(sql`${table.groupId} is not null`),
    // Group.posts counted without people hidden from the viewer (loaders/group-post-count.ts).
    index('posts_by_group_and_author')
      .on(table.groupId, table.authorId)
      .where(sql`${table.groupId} is not null`),
  ],
);

export type Visibility = (typeof visibility.enumValues)[number];
export type ReplyPolicy = (typeof replyPolicy.enumValues)[number];

/** What the API calls a post. */
export type PostRow = typeof posts.$inferSelect;
