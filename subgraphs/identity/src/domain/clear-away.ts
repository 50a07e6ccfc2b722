import type { Db } from '@ursa/database';
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { sessions, signingKeys, throttles, usernames } from '../tables/index.ts';

const batch = 1_000;

/** Deletes rows that mean nothing any more, a bounded number of each kind at a time. */
export async function clearAway(db: Db): Promise<void> {
  await deleteSome(db, throttles, sql`empty_at < now()`);
  // Their refresh tokens go with them; until then a reuse is still recognised.
  await deleteSome(db, sessions, sql`expires_at < now() - interval '30 days'`);
  await deleteSome(db, usernames, sql`held_until < now()`);
  await deleteSome(db, signingKeys, sql`retired_at < now() - interval '30 days'`);
}

async function deleteSome(db: Db, table: PgTable, over: SQL): Promise<void> {
  await db.execute(sql`
    delete from ${table} where ctid = any(array(
      select ctid from ${table} where ${over} limit ${batch} for update skip locked))`);
}
