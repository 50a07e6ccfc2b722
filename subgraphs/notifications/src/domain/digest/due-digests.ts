import type { Db } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { nextDigest } from './next-digest.ts';

/** Somebody whose digest is due. */
export interface DueDigest {
  readonly userId: UserId;
  /** What up to here was told before. */
  readonly toldUpTo: number;
  readonly attempts: number;
}

const leaseMs = 10 * 60 * 1_000;

/** Takes digests that are due, so many at a time; nobody else gets them for ten minutes. */
export async function takeDueDigests(db: Db, most: number): Promise<DueDigest[]> {
  const { rows } = await db.execute<{ user_id: string; told_up_to: string; attempts: number }>(sql`
    update digests set due_at = now() + ${leaseMs} * interval '1 millisecond', attempts = attempts + 1
    where user_id in (
      select user_id from digests where due_at <= now() order by due_at limit ${most} for update skip locked
    )
    returning user_id, told_up_to, attempts
  `);
  return rows.map(({ user_id, told_up_to, attempts }) => ({
    userId: fromUuid('user', user_id),
    toldUpTo: Number(told_up_to),
    attempts,
  }));
}

/** This one is done with; the next is due tomorrow. */
export async function settleDigest(db: Db, { userId, toldUpTo }: DueDigest): Promise<void> {
  await db.execute(sql`
    update digests set due_at = ${nextDigest(new Date()).toISOString()}, told_up_to = ${toldUpTo}, attempts = 0
    where user_id = ${toUuid(userId)}
  `);
}

/** This one is tried again after a while; the attempt counts, or not. */
export async function putOffDigest(db: Db, { userId, attempts }: DueDigest, pauseMs: number): Promise<void> {
  await db.execute(sql`
    update digests set due_at = now() + ${pauseMs} * interval '1 millisecond', attempts = ${attempts}
    where user_id = ${toUuid(userId)}
  `);
}
