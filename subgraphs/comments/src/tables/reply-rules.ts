import { typeId } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { bigint, jsonb, text } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Who may comment on a post among those who see it: what posts told last. Beside `post_audiences`. */
export const replyRules = schema.table('reply_rules', {
  postId: typeId('post')('post_id').primaryKey(),
  authorId: typeId('user')('author_id').notNull(),
  policy: text('policy').$type<ReplyPolicy>().notNull(),
  mentionedIds: jsonb('mentioned_ids').$type<UserId[]>().notNull(),
  /** Of the event that wrote the row: an older one must not undo a newer. */
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
});

export type ReplyPolicy = 'EVERYONE' | 'FOLLOWED' | 'MENTIONED';
