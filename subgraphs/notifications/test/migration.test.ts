import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultPoolSettings, migrate, openDatabase, provision, roleUrl } from '@ursa/database';
import { newId, toUuid } from '@ursa/ids';
import { bareDatabase, onFileEnd } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';

const all = fileURLToPath(new URL('../migrations', import.meta.url));

/** The migrations as they were when there was one. */
async function firstAlone(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ursa-migrations-'));
  onFileEnd(() => rm(folder, { recursive: true, force: true }));
  await cp(all, folder, { recursive: true });
  const journal = join(folder, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8'));
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 1) }));
  return folder;
}

test('what was told before stays told, each by one actor', async () => {
  const { adminUrl, rolePrefix } = await bareDatabase();
  const roles = { secret: 'test', rolePrefix };
  await provision({ adminUrl, schemas: ['notifications'], ...roles });
  const url = roleUrl(adminUrl, 'notifications', roles);
  const database = openDatabase({ url, schema: 'notifications', pool: { ...defaultPoolSettings, max: 2 } });
  onFileEnd(() => database.close());
  expect(await migrate(database, { folder: await firstAlone() })).toEqual(['0000_init']);

  const [ada, bob] = [newId('user'), newId('user')];
  const [id, at] = [newId('notification'), '2026-01-31T23:59:59.999Z'];
  await database.db.execute(sql`
    insert into notifications (id, recipient_id, sequence, kind, actor_id, subject_id, created_at)
    values (${toUuid(id)}, ${toUuid(ada)}, 3, 'FOLLOW', ${toUuid(bob)}, ${bob}, ${at})`);
  expect(await migrate(database, { folder: all })).toEqual(['0001_whole']);
  const { rows } = await database.db.execute(sql`
    select told.id, told.sequence, day::text, actor_count, updated_at = created_at as same, actor_id, actor.sequence as nth
    from notifications told join notification_actors actor on actor.notification_id = told.id`);
  expect(rows).toEqual([
    {
      id: toUuid(id),
      sequence: '3',
      day: '2026-01-31',
      actor_count: 1,
      same: true,
      actor_id: toUuid(bob),
      nth: '3',
    },
  ]);
});
