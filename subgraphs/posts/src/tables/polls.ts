import { instant, typeId } from '@ursa/database';
import { integer, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { posts } from './posts.ts';
import { schema } from './schema.ts';

/** The questions that posts put: one for a post, under the same UUID. */
export const polls = schema.table('polls', {
  postId: typeId('post')('post_id')
    .primaryKey()
    .references(() => posts.id, { onDelete: 'cascade' }),
  closesAt: instant('closes_at').notNull(),
});

/** What can be chosen, and how often it was. */
export const pollChoices = schema.table(
  'poll_choices',
  {
    postId: typeId('post')('post_id')
      .notNull()
      .references(() => polls.postId, { onDelete: 'cascade' }),
    position: smallint('position').notNull(),
    text: text('text').notNull(),
    votes: integer('votes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.position] })],
);

/** Who chose what: its key lets nobody vote twice. */
export const pollVotes = schema.table(
  'poll_votes',
  {
    postId: typeId('post')('post_id')
      .notNull()
      .references(() => polls.postId, { onDelete: 'cascade' }),
    userId: typeId('user')('user_id').notNull(),
    position: smallint('position').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.userId] })],
);
