import { typeId } from '@ursa/database';
import type { PgSchema } from 'drizzle-orm/pg-core';
import { bigint, boolean, text } from 'drizzle-orm/pg-core';
import type { Visibility } from './visibility.ts';

/** The projection of whom posts are shown to, for subgraphs that hang things on posts; beside `audienceTables`. */
export function postAudienceTable<const Name extends string>(schema: PgSchema<Name>) {
  return schema.table('post_audiences', {
    postId: typeId('post')('post_id').primaryKey(),
    authorId: typeId('user')('author_id').notNull(),
    groupId: typeId('group')('group_id'),
    visibility: text('visibility').$type<Visibility>().notNull(),
    /** Deleted posts keep their row, so that a late event cannot bring them back. */
    isDeleted: boolean('is_deleted').notNull(),
    /** Of the event that wrote the row: an older one must not undo a newer. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  });
}
