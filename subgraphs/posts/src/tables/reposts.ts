import { instant, typeId } from '@ursa/database';
import { primaryKey } from 'drizzle-orm/pg-core';
import { posts } from './posts.ts';
import { schema } from './schema.ts';

/** Who shows which post to their followers. */
export const reposts = schema.table(
  'reposts',
  {
    postId: typeId('post')('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    userId: typeId('user')('user_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.userId] })],
);
