import { typeId } from '@ursa/database';
import { index, integer } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';
import { subjectUuid } from './subject-id.ts';

/** How many reacted to a thing. Its row is locked from a change to its commit: so the counts equal the reactions. */
export const subjects = schema.table(
  'subjects',
  {
    subjectId: subjectUuid('subject_id').primaryKey(),
    /** The post itself, or the post it hangs on: with that post it goes. */
    postId: typeId('post')('post_id').notNull(),
    /** By the number of the kind, from 1; a shorter list counts none of the later kinds. */
    counts: integer('counts').array().notNull(),
  },
  // Sweeping up after a post.
  (table) => [index('subjects_by_post').on(table.postId)],
);
