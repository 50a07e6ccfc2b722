import { createHash } from 'node:crypto';
import type { Db } from '@ursa/database';
import type { Outcome } from '@ursa/outcome';
import { done, failed, rateLimited } from '@ursa/outcome';
import { sql } from 'drizzle-orm';
import { throttles } from '../tables/index.ts';
import type { Limit } from './limits.ts';
import { span } from './moments.ts';

/** One thing that is counted for one subject. */
export interface Attempt {
  /** What is counted, for example `log-in-address`. */
  readonly what: string;
  /** For whom. Kept as a hash only, for people type secrets into the wrong field. */
  readonly subject: string;
  readonly limit: Limit;
}

/**
 * Counts one attempt, or refuses it and says when the next can succeed. A leaky bucket (GCRA) in ONE
 * statement, so that processes share it and parallel attempts cannot pass together. Takes the database and
 * no transaction: an attempt counts whatever becomes of it.
 */
export async function countAttempt(db: Db, { what, subject, limit }: Attempt): Promise<Outcome<void>> {
  const bucket = `${what}:${createHash('sha256').update(subject).digest('base64url')}`;
  const drip = span(Math.floor(limit.windowMs / limit.attempts));
  const depth = span(limit.windowMs);
  const { rows } = await db.execute<{ wait_ms: number }>(sql`
    with counted as (
      insert into ${throttles} as t (bucket, empty_at) values (${bucket}, now() + ${drip})
      on conflict (bucket) do update set empty_at = greatest(t.empty_at, now()) + ${drip}
        where t.empty_at + ${drip} <= now() + ${depth}
      returning 0 as wait_ms
    )
    select wait_ms from counted
    union all
    select (extract(epoch from empty_at + ${drip} - ${depth} - now()) * 1000)::float8
      from ${throttles} where bucket = ${bucket} and not exists (select from counted)`);
  const wait = rows[0]?.wait_ms;
  if (wait === 0) return done(undefined);
  // No row: refused by one that another attempt wrote after this statement began.
  return failed(rateLimited((wait ?? limit.windowMs / limit.attempts) / 1_000));
}
