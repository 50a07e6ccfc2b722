import { testDatabase } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { integer, pgSchema } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { transact } from '../src/index.ts';

const garden = pgSchema('garden');
const beds = garden.table('beds', { id: integer('id').primaryKey(), plants: integer('plants').notNull() });
const owner = { name: 'garden', tables: { garden, beds } };

test('two transactions that deadlock both succeed in the end', async () => {
  const { db } = await testDatabase(owner);
  await db.insert(beds).values([
    { id: 1, plants: 0 },
    { id: 2, plants: 0 },
  ]);
  const met = Promise.withResolvers<void>();
  let arrived = 0;
  let runs = 0;
  const plant = (first: number, second: number) =>
    transact(db, async (tx) => {
      runs += 1;
      await tx.execute(sql`update beds set plants = plants + 1 where id = ${first}`);
      arrived += 1;
      if (arrived === 2) met.resolve();
      await met.promise;
      await tx.execute(sql`update beds set plants = plants + 1 where id = ${second}`);
    });
  await Promise.all([plant(1, 2), plant(2, 1)]);
  expect(runs).toBe(3);
  expect(await db.select().from(beds).orderBy(beds.id)).toEqual([
    { id: 1, plants: 2 },
    { id: 2, plants: 2 },
  ]);
});

test('one that can never be serialised fails after three tries', async () => {
  const { db } = await testDatabase(owner);
  let runs = 0;
  const hopeless = transact(db, async (tx) => {
    runs += 1;
    await tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
  });
  await expect(hopeless).rejects.toThrow();
  expect(runs).toBe(3);
});

test('any other failure is not repeated and leaves nothing', async () => {
  const { db } = await testDatabase(owner);
  let runs = 0;
  const failing = transact(db, async (tx) => {
    runs += 1;
    await tx.insert(beds).values({ id: 1, plants: 1 });
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(runs).toBe(1);
  expect(await db.select().from(beds)).toEqual([]);
});
