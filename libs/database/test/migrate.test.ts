import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onFileEnd, testDatabase } from '@ursa/testkit';
import { expect, test } from 'vitest';
import { defaultPoolSettings, migrate, openDatabase } from '../src/index.ts';

const folder = new URL('fixtures/migrations/', import.meta.url);
const emptyDatabase = () => testDatabase({ name: 'garden' });

async function copyOfFolder(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'ursa-migrations-'));
  onFileEnd(() => rm(copy, { recursive: true, force: true }));
  await cp(fileURLToPath(folder), copy, { recursive: true });
  return copy;
}

test('applies what is new, in order, as the role that may not create schemas', async () => {
  const database = await emptyDatabase();
  expect(await migrate(database, { folder })).toEqual(['0000_init', '0001_more']);
  expect(await migrate(database, { folder })).toEqual([]);
  const { rows } = await database.pool.query('select tag from garden.migrations order by tag');
  expect(rows).toEqual([{ tag: '0000_init' }, { tag: '0001_more' }]);
});

test('two that start together apply everything once between them', async () => {
  const database = await emptyDatabase();
  const other = openDatabase({ url: database.url, schema: 'garden', pool: defaultPoolSettings });
  const applied = await Promise.all([migrate(database, { folder }), migrate(other, { folder })]);
  await other.close();
  expect(applied.flat().sort()).toEqual(['0000_init', '0001_more']);
  expect((await database.pool.query('select count(*)::int as roses from plants')).rows).toEqual([
    { roses: 1 },
  ]);
});

test('one that fails leaves nothing half done, and is tried again', async () => {
  const database = await emptyDatabase();
  const broken = await copyOfFolder();
  const good = "INSERT INTO plants VALUES ('tulip');";
  await writeFile(join(broken, '0001_more.sql'), `${good}\n--> statement-breakpoint\nSELECT 1/0;`);
  await expect(migrate(database, { folder: broken })).rejects.toThrow('division by zero');
  expect((await database.pool.query('select * from plants')).rows).toEqual([]);

  await writeFile(join(broken, '0001_more.sql'), good);
  expect(await migrate(database, { folder: broken })).toEqual(['0001_more']);
  expect((await database.pool.query('select * from plants')).rows).toEqual([{ name: 'tulip' }]);
});

test('one that was changed after it had been applied is refused', async () => {
  const database = await emptyDatabase();
  await migrate(database, { folder });
  const changed = await copyOfFolder();
  await writeFile(join(changed, '0000_init.sql'), 'SELECT 1;');
  await expect(migrate(database, { folder: changed })).rejects.toThrow(
    'Migration 0000_init of garden was changed after it had been applied: add a new one instead.',
  );
});
