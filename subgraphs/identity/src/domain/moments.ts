import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';

// Moments are reckoned by Postgres' clock, so that any number of processes agree on them.

/** A span of time. */
export function span(ms: number): SQL {
  return sql`(${ms}::float8 * interval '1 millisecond')`;
}

/** So long from now, counted from the start of the transaction. */
export function fromNow(ms: number): SQL<Date> {
  return sql<Date>`(now() + ${span(ms)})`;
}

/** So long ago. */
export function ago(ms: number): SQL<Date> {
  return sql<Date>`(now() - ${span(ms)})`;
}

export const now: SQL<Date> = sql<Date>`now()`;
