import type { Id } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { customType, timestamp } from 'drizzle-orm/pg-core';

/** A column that holds ids of one type, stored as `uuid`: `typeId('post')('id')`. */
export function typeId<Prefix extends string>(prefix: Prefix) {
  return customType<{ data: Id<Prefix>; driverData: string }>({
    dataType: () => 'uuid',
    toDriver: toUuid,
    fromDriver: (uuid) => fromUuid(prefix, uuid),
  });
}

/** A moment, to the millisecond as JavaScript keeps it, so that what is read equals what was written. */
export function instant<Name extends string>(name: Name) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
}

/**
 * `column = any($1)`: one array parameter however many values, so the statement's text stays the same and
 * Postgres recognises it. No values match no row.
 */
export function anyOf<Column extends PgColumn>(column: Column, values: readonly Column['_']['data'][]): SQL {
  const stored = values.map((value) => column.mapToDriverValue(value));
  return sql`${column} = any(${sql.param(stored)}::${sql.raw(column.getSQLType())}[])`;
}
