import { customType } from 'drizzle-orm/pg-core';

/** Words made comparable, with their places and weights. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** A text in the order of its bytes, whatever the database's language: prefixes are ranges of it. */
export const bytewiseText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
