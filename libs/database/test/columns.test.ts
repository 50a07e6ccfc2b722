import { newId, toUuid } from '@ursa/ids';
import type { TestDatabase } from '@ursa/testkit';
import { testDatabase } from '@ursa/testkit';
import { pgSchema, text } from 'drizzle-orm/pg-core';
import { beforeAll, expect, test } from 'vitest';
import { anyOf, instant, isUniqueViolation, typeId } from '../src/index.ts';

const garden = pgSchema('garden');
const plants = garden.table('plants', {
  id: typeId('plant')('id').primaryKey(),
  name: text('name').notNull().unique('plants_by_name'),
  plantedAt: instant('planted_at').notNull(),
});

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ name: 'garden', tables: { garden, plants } });
});

const plant = (name: string) => ({ id: newId('plant'), name, plantedAt: new Date() });

test('ids and moments come back as they were written, and are stored as Postgres knows them', async () => {
  const rose = plant('rose');
  await database.db.insert(plants).values(rose);
  expect(await database.db.select().from(plants)).toEqual([rose]);
  const stored = await database.pool.query('select id, pg_typeof(planted_at)::text as moment from plants');
  expect(stored.rows).toEqual([{ id: toUuid(rose.id), moment: 'timestamp with time zone' }]);
});

test('however many values, anyOf is the same statement', async () => {
  const [tulip, lily] = [plant('tulip'), plant('lily')];
  await database.db.insert(plants).values([tulip, lily]);
  const named = (ids: (typeof tulip.id)[]) =>
    database.db.select({ name: plants.name }).from(plants).where(anyOf(plants.id, ids)).orderBy(plants.name);
  const { value, statements } = await database.statements.record(async () => [
    await named([tulip.id, lily.id, newId('plant')]),
    await named([lily.id]),
    await named([]),
  ]);
  expect(value).toEqual([[{ name: 'lily' }, { name: 'tulip' }], [{ name: 'lily' }], []]);
  expect(new Set(statements).size).toBe(1);
  expect(statements[0]).toContain('"id" = any($1::uuid[])');
});

test('anyOf takes texts and moments as they are', async () => {
  const odd = { ...plant('"quoted", {braced} and \\'), plantedAt: new Date('2001-02-03T04:05:06.789Z') };
  await database.db.insert(plants).values(odd);
  const byName = database.db
    .select()
    .from(plants)
    .where(anyOf(plants.name, [odd.name]));
  expect(await byName).toEqual([odd]);
  const byMoment = database.db
    .select()
    .from(plants)
    .where(anyOf(plants.plantedAt, [odd.plantedAt]));
  expect(await byMoment).toEqual([odd]);
});

test('a row that is there already is recognised, by constraint', async () => {
  await database.db.insert(plants).values(plant('oak'));
  const error = await database.db
    .insert(plants)
    .values(plant('oak'))
    .catch((cause: unknown) => cause);
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, 'plants_by_name')).toBe(true);
  expect(isUniqueViolation(error, 'plants_pkey')).toBe(false);
  expect(isUniqueViolation(new Error('other'))).toBe(false);
});
