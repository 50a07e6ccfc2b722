import { typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { boolean, index, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { writtenIn } from './columns.ts';
import { schema } from './schema.ts';

/** What was pushed to active readers: the newest of it, cut down to the cap now and then. */
export const timeline = schema.table(
  'timeline',
  {
    ownerId: typeId('user')('owner_id').notNull(),
    itemId: uuid('item_id').notNull(),
    postId: typeId('post')('post_id').notNull(),
    sourceId: uuid('source_id').notNull(),
    isRepost: boolean('is_repost').notNull(),
    writtenIn: writtenIn(),
  },
  (table) => [
    // Viewer.feed.
    primaryKey({ columns: [table.ownerId, table.itemId] }),
    // Whether somebody else's repost of the same post stands in the timeline already.
    index('timeline_reposts').on(table.ownerId, table.postId, table.itemId).where(sql`${table.isRepost}`),
  ],
);
