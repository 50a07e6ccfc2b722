import { instant, typeId } from '@ursa/database';
import { integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Topics that somebody published under for everybody, or follows. The id is made of the name (domain/tag-name.ts). */
export const tags = schema.table('tags', {
  id: typeId('tag')('id').primaryKey(),
  name: text('name').notNull().unique(),
  followerCount: integer('follower_count').notNull().default(0),
});

/** Who follows which topics. Its key serves Viewer.followedTags, by name. */
export const tagFollows = schema.table(
  'tag_follows',
  {
    userId: typeId('user')('user_id').notNull(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.name] })],
);

/** What the API calls a tag. */
export type TagRow = typeof tags.$inferSelect;
