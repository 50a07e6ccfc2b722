import { typeId } from '@ursa/database';
import { index, primaryKey } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Which posts show what, as events of posts told; beside `post_audiences`, which knows how new that is. */
export const postMedia = schema.table(
  'post_media',
  { postId: typeId('post')('post_id').notNull(), mediaId: typeId('media')('media_id').notNull() },
  (table) => [
    primaryKey({ columns: [table.postId, table.mediaId] }),
    // Who may see a media: whoever may see one of its posts.
    index('post_media_by_media').on(table.mediaId, table.postId),
  ],
);
