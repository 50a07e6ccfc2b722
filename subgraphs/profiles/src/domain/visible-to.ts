import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** A condition for lists: neither the viewer nor the person in `column` blocks the other. */
export function visibleTo(viewer: UserId | null, column: PgColumn): SQL {
  if (viewer === null) return sql`true`;
  const me = sql`${toUuid(viewer)}::uuid`;
  return sql`(
    not exists (select 1 from blocks where blocker_id = ${me} and blocked_id = ${column})
    and not exists (select 1 from blocks where blocked_id = ${me} and blocker_id = ${column})
  )`;
}
