import { typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { writtenIn } from './columns.ts';
import { schema } from './schema.ts';

/**
 * What sources bring: a post from its author or its group, a repost from whoever reposted. Pushed from here to the
 * timelines of readers, or, from sources with many subscribers, read here.
 */
export const items = schema.table(
  'items',
  {
    /** Time-ordered: the order of every feed. */
    itemId: uuid('item_id').primaryKey(),
    /** A person or a group. */
    sourceId: uuid('source_id').notNull(),
    postId: typeId('post')('post_id').notNull(),
    isRepost: boolean('is_repost').notNull(),
    /** For its author alone: no timeline gets it. */
    withheld: boolean('withheld').notNull(),
    writtenIn: writtenIn(),
  },
  (table) => [
    // What one source brought, newest first: reading large sources and one's own, filling a new reader's timeline.
    index('items_by_source').on(table.sourceId, table.itemId),
    // Whether a source reposted a post before; removal of the reposts of a deleted post.
    index('items_reposts').on(table.postId, table.sourceId, table.itemId).where(sql`${table.isRepost}`),
  ],
);

/** Who reposts what now; an ended one stays, so that a late event cannot bring it back. */
export const reposts = schema.table(
  'reposts',
  {
    reposterId: typeId('user')('reposter_id').notNull(),
    postId: typeId('post')('post_id').notNull(),
    itemId: uuid('item_id').notNull(),
    holds: boolean('holds').notNull(),
    /** Of the event that wrote the row. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.reposterId, table.postId] })],
);
