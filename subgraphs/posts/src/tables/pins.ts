import { typeId } from '@ursa/database';
import { index } from 'drizzle-orm/pg-core';
import { posts } from './posts.ts';
import { schema } from './schema.ts';

/** The one post that a person shows first on their profile. */
export const pins = schema.table(
  'pins',
  {
    userId: typeId('user')('user_id').primaryKey(),
    postId: typeId('post')('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
  },
  // A deleted post takes its pin along.
  (table) => [index('pins_by_post').on(table.postId)],
);
