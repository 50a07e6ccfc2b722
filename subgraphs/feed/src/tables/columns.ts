import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/**
 * The transaction that wrote the row. Ids are not commit order; with a snapshot of a moment this tells what was not
 * there yet (domain/live-position.ts). '0' was always there.
 */
export const writtenIn = () => xid8('written_in').notNull().default(sql`pg_current_xact_id()`);
