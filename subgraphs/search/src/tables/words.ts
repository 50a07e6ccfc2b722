import { instant } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { index } from 'drizzle-orm/pg-core';
import { bytewiseText } from './columns.ts';
import { schema } from './schema.ts';

/** Every word that was ever indexed, as it was written: what a misspelt or unfinished one may have meant. */
export const words = schema.table(
  'words',
  { word: bytewiseText('word').primaryKey(), addedAt: instant('added_at').notNull() },
  () => [index('words_alike').using('gin', sql`word extensions.gin_trgm_ops`)],
);
