import { typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/**
 * How much posts move people. THE score of `explore`: a doubling of (1 + points) weighs as much as six hours of age.
 * It does not change with time, so that an index holds the order.
 */
export const engagement = schema.table(
  'engagement',
  {
    postId: typeId('post')('post_id').primaryKey(),
    /** A reaction 1, a comment 2, a repost 3. */
    points: integer('points').notNull(),
    /** When the post was published, in seconds since 1970. */
    publishedSeconds: doublePrecision('published_seconds').notNull(),
    /** The post is published for everybody, as far as it says itself. */
    isOpen: boolean('is_open').notNull(),
    score: doublePrecision('score')
      .notNull()
      .generatedAlwaysAs(sql`published_seconds + 21600 * ln(1 + greatest(points, 0)) / ln(2)`),
  },
  (table) => [
    // The next ranking of explore.
    index('engagement_by_score').on(table.score).where(sql`${table.isOpen}`),
  ],
);
