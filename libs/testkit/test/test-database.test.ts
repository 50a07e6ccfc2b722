import { pgSchema, text } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { testDatabase } from '../src/index.ts';

const garden = pgSchema('garden');
const plants = garden.table('plants', { name: text('name').primaryKey() });
const owner = { name: 'garden', tables: { garden, plants } };

test('every database is a fresh copy with its tables', async () => {
  const [one, other] = [await testDatabase(owner), await testDatabase(owner)];
  await one.db.insert(plants).values({ name: 'rose' });
  expect(await one.db.select().from(plants)).toEqual([{ name: 'rose' }]);
  expect(await other.db.select().from(plants)).toEqual([]);
});
