import { instant, typeId } from '@ursa/database';
import type { Id } from '@ursa/ids';
import { integer, pgSchema, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { idPart, instant as instantPart, keyOf } from '../src/index.ts';

export type ItemId = Id<'item'>;
export type ShelfId = Id<'shelf'>;
export type Item = typeof items.$inferSelect;

/** Things on shelves, as a list that pages can be taken of. */
export const items = pgSchema('paged').table(
  'items',
  {
    id: typeId('item')('id').primaryKey(),
    shelfId: typeId('shelf')('shelf_id').notNull(),
    at: instant('at').notNull(),
    label: text().notNull(),
    size: integer().notNull().default(1),
  },
  (table) => [uniqueIndex('items_by_shelf').on(table.shelfId, table.at, table.id)],
);

/** The key of `orderBy: [items.at, items.id]`. */
export const itemKey = keyOf(instantPart, idPart('item'));

export const keyOfItem = ({ at, id }: Item) => [at, id] as const;
