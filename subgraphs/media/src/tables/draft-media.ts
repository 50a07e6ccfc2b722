import { typeId } from '@ursa/database';
import { bigint, index } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** What drafts would show, as events of drafts told: it is in use. A draft that is gone shows nothing. */
export const draftMedia = schema.table(
  'draft_media',
  {
    draftId: typeId('draft')('draft_id').primaryKey(),
    mediaIds: typeId('media')('media_ids').array().notNull(),
    /** Of the event that wrote the row: an older one must not undo a newer. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  },
  // Whether a media stands in any draft (domain/use.ts).
  (table) => [index('draft_media_by_media').using('gin', table.mediaIds)],
);
