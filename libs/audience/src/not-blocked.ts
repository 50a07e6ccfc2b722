import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { AnyColumn, SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';

/** The viewer's UUID in a condition, null for nobody; a statement that is prepared once gives its parameter instead. */
export function viewerUuid(viewer: UserId | SQL | null): SQL {
  if (viewer === null) return sql`null::uuid`;
  return typeof viewer === 'string' ? sql`${toUuid(viewer)}::uuid` : viewer;
}

/**
 * A condition for lists and counts: neither the viewer nor the person in `column` blocks the other.
 * Reads the projection only; a single thing is decided by `audienceLoaders`, which also asks.
 */
export function notBlocked(viewer: UserId | SQL | null, column: AnyColumn | SQL): SQL {
  if (viewer === null) return sql`true`;
  const me = viewerUuid(viewer);
  return sql`(
    not exists (select 1 from blocks where blocker_id = ${me} and blocked_id = ${column} and holds)
    and not exists (select 1 from blocks where blocked_id = ${me} and blocker_id = ${column} and holds)
  )`;
}

/**
 * A subquery of one column, `user_id`: the people hidden from the viewer by a block either way. Few, so that what they
 * wrote can be counted off by index where a count must not show them.
 */
export function hiddenPeople(viewer: UserId | SQL | null): SQL {
  if (viewer === null) return sql`(select null::uuid as user_id where false)`;
  const me = viewerUuid(viewer);
  return sql`(
    select blocked_id as user_id from blocks where blocker_id = ${me} and holds
    union
    select blocker_id from blocks where blocked_id = ${me} and holds
  )`;
}
