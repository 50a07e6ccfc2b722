import { typeId } from '@ursa/database';
import { bigint, index } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** The pictures of groups, as events of groups told: they are in use. */
export const groupAvatars = schema.table(
  'group_avatars',
  {
    groupId: typeId('group')('group_id').primaryKey(),
    mediaId: typeId('media')('media_id'),
    /** Of the event that wrote the row: an older one must not undo a newer. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  },
  // Whether a picture is any group's.
  (table) => [index('group_avatars_by_media').on(table.mediaId)],
);
