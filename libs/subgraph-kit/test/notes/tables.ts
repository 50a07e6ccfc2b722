import { instant, typeId } from '@ursa/database';
import { mutationKeyTables } from '@ursa/idempotency';
import { outboxTables } from '@ursa/outbox';
import { pgSchema, text } from 'drizzle-orm/pg-core';

const schema = pgSchema('notes');

export const notes = schema.table('notes', {
  id: typeId('note')('id').primaryKey(),
  authorId: typeId('user')('author_id').notNull(),
  text: text().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const { aggregates, outbox, inbox } = outboxTables(schema);
export const { mutationKeys } = mutationKeyTables(schema);
