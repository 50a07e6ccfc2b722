import { instant, typeId } from '@ursa/database';
import { index } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** The pictures of people. Who never had one, or took it away, has no row. */
export const avatars = schema.table(
  'avatars',
  {
    userId: typeId('user')('user_id').primaryKey(),
    mediaId: typeId('media')('media_id').notNull(),
    setAt: instant('set_at').notNull(),
  },
  // Whether a picture is anybody's.
  (table) => [index('avatars_by_media').on(table.mediaId)],
);
