import { defaultPoolSettings, openDatabase } from '@ursa/database';
import type { TestDatabase } from '@ursa/testkit';
import { onFileEnd } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { countAttempt } from '../../src/domain/throttle.ts';
import { throttles } from '../../src/tables/index.ts';
import { identityDatabase } from '../support/database.ts';

const hour = 3_600_000;

describe('counting attempts', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await identityDatabase();
  });
  const limit = { attempts: 7, windowMs: hour };
  const attempt = (subject: string, db = database.db) => countAttempt(db, { what: 'test', subject, limit });
  const passed = (outcomes: { ok: boolean }[]) => outcomes.filter(({ ok }) => ok).length;

  test('lets exactly the limit through at once, and says how long to wait', async () => {
    const outcomes = [];
    for (let n = 0; n < 9; n += 1) outcomes.push(await attempt('someone'));
    expect(outcomes.map(({ ok }) => ok)).toEqual([...Array(7).fill(true), false, false]);
    const [refusal] = outcomes.slice(-1);
    const retryAfter =
      refusal?.ok === false && 'retryAfter' in refusal.failures[0] && refusal.failures[0].retryAfter;
    // The allowance refills evenly: the next drop is a seventh of an hour away.
    expect(retryAfter).toBeGreaterThan(500);
    expect(retryAfter).toBeLessThanOrEqual(515);
  });

  test('counts each subject by itself, and keeps none of them readable', async () => {
    expect(await attempt('my-mistyped-password')).toEqual({ ok: true, value: undefined });
    const { rows } = await database.db.execute(sql`select bucket from ${throttles}`);
    expect(JSON.stringify(rows)).not.toContain('mistyped');
  });

  test('is shared by processes: 40 at once through two pools pass the limit once', async () => {
    const { url, schema } = database;
    const other = openDatabase({ url, schema, pool: { ...defaultPoolSettings, max: 5 } });
    onFileEnd(() => other.close());
    const pools = [database.db, other.db];
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => attempt('shared', pools[n % 2])));
    expect(passed(outcomes)).toBe(7);
  });

  test('lets through again as time passes', async () => {
    for (let n = 0; n < 8; n += 1) await attempt('patient');
    expect((await attempt('patient')).ok).toBe(false);
    await database.db.execute(sql`update ${throttles} set empty_at = empty_at - interval '20 minutes'`);
    expect(passed([await attempt('patient'), await attempt('patient'), await attempt('patient')])).toBe(2);
    await database.db.execute(sql`update ${throttles} set empty_at = empty_at - interval '2 days'`);
    expect(passed(await Promise.all(Array.from({ length: 9 }, () => attempt('patient'))))).toBe(7);
  });
});
