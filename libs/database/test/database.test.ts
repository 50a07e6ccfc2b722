import type { TestDatabase } from '@ursa/testkit';
import { testDatabase } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { PoolSettings } from '../src/index.ts';
import { defaultPoolSettings, openDatabase } from '../src/index.ts';

const settings: PoolSettings = {
  ...defaultPoolSettings,
  max: 2,
  applicationName: 'ursa garden',
  connectionTimeoutMs: 200,
  statementTimeoutMs: 300,
  queryTimeoutMs: 600,
  lockTimeoutMs: 100,
  idleInTransactionTimeoutMs: 200,
};

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ name: 'garden' });
});

async function withPool<T>(
  overrides: Partial<PoolSettings>,
  work: (own: ReturnType<typeof openDatabase>) => Promise<T>,
) {
  const own = openDatabase({ url: database.url, schema: 'garden', pool: { ...settings, ...overrides } });
  try {
    return await work(own);
  } finally {
    await own.close();
  }
}

test('every limit is known to the server', async () => {
  const shown = await withPool({}, (own) =>
    own.pool.query(`select name, setting, unit from pg_settings where name in ('statement_timeout', 'lock_timeout',
      'idle_in_transaction_session_timeout', 'application_name', 'search_path') order by name`),
  );
  expect(shown.rows).toEqual([
    { name: 'application_name', setting: 'ursa garden', unit: null },
    { name: 'idle_in_transaction_session_timeout', setting: '200', unit: 'ms' },
    { name: 'lock_timeout', setting: '100', unit: 'ms' },
    { name: 'search_path', setting: '"garden"', unit: null },
    { name: 'statement_timeout', setting: '300', unit: 'ms' },
  ]);
});

test('a statement that takes too long is ended by the server', async () => {
  await expect(withPool({}, (own) => own.pool.query('select pg_sleep(5)'))).rejects.toThrow(
    'canceling statement due to statement timeout',
  );
});

test('an answer that does not come is given up by the client', async () => {
  const slow = { statementTimeoutMs: 2_000, queryTimeoutMs: 200 };
  await expect(withPool(slow, (own) => own.pool.query('select pg_sleep(1)'))).rejects.toThrow(
    'Query read timeout',
  );
});

test('waiting for a lock ends', async () => {
  await withPool({}, async (own) => {
    const holder = await own.pool.connect();
    try {
      await holder.query('select pg_advisory_lock(1)');
      await expect(own.pool.query('select pg_advisory_lock(1)')).rejects.toThrow('lock timeout');
    } finally {
      holder.release(true);
    }
  });
});

test('an abandoned transaction ends', async () => {
  await withPool({}, async (own) => {
    const client = await own.pool.connect();
    const ended = new Promise<Error>((resolve) => client.once('error', resolve));
    await client.query('begin');
    expect((await ended).message).toContain('idle-in-transaction timeout');
    client.release(true);
  });
});

test('waiting for a free connection ends', async () => {
  await withPool({ max: 1 }, async (own) => {
    const only = await own.pool.connect();
    await expect(own.pool.query('select 1')).rejects.toThrow('timeout exceeded when trying to connect');
    only.release();
  });
});

test('a lost idle connection is logged and replaced', async () => {
  const warnings: string[] = [];
  const log = { info() {}, error() {}, warn: (_: object, message: string) => warnings.push(message) };
  const own = openDatabase({ url: database.url, schema: 'garden', pool: settings, log });
  const lost = new Promise((resolve) => own.pool.once('remove', resolve));
  const { rows } = await own.pool.query('select pg_backend_pid() as pid');
  await database.pool.query('select pg_terminate_backend($1)', [rows[0].pid]);
  await lost;
  expect((await own.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(warnings).toEqual(['idle database connection lost']);
  await own.close();
});

test('statements are counted, whoever sends them', async () => {
  const before = database.statements.count;
  const { value, statements } = await database.statements.record(async () => {
    await database.db.execute(sql`select 1 as one`);
    await database.db.transaction((tx) => tx.execute(sql`select ${2}::int as two`));
    return 'done';
  });
  expect(value).toBe('done');
  expect(statements).toEqual(['select 1 as one', 'begin', 'select $1::int as two', 'commit']);
  expect(database.statements.count - before).toBe(4);
});

test('a connection lost in the middle of a transaction fails that transaction and nothing else', async () => {
  await withPool({ idleInTransactionTimeoutMs: 50 }, async (own) => {
    const lost = own.db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      await own.db.execute(sql`select pg_sleep(0.2)`);
      await tx.execute(sql`select 1`);
    });
    await expect(lost).rejects.toThrow();
    expect((await own.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  });
});
