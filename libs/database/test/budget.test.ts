import { bareDatabase } from '@ursa/testkit';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { checkConnectionBudget } from '../src/index.ts';

let adminUrl = '';
let max = 0;
let reserved = 0;

beforeAll(async () => {
  ({ adminUrl } = await bareDatabase());
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const show = async (name: string) =>
    Number((await client.query('select current_setting($1, true) as n', [name])).rows[0].n);
  max = await show('max_connections');
  reserved = (await show('superuser_reserved_connections')) + (await show('reserved_connections'));
  await client.end();
});

test('counts every pool and listener of every replica', async () => {
  const pools = [
    { name: 'posts', max: 5 },
    { name: 'comments', max: 7 },
  ];
  expect(await checkConnectionBudget({ adminUrl, pools, replicas: 2 })).toEqual({
    needed: (5 + 1 + 7 + 1) * 2,
    available: max - reserved,
  });
});

test('the last connection may be used, one more may not', async () => {
  const pools = [{ name: 'posts', max: max - reserved - 1 }];
  await expect(checkConnectionBudget({ adminUrl, pools, replicas: 1 })).resolves.toMatchObject({
    needed: max - reserved,
  });
  const larger = [{ name: 'posts', max: max - reserved }];
  await expect(checkConnectionBudget({ adminUrl, pools: larger, replicas: 1 })).rejects.toThrow(
    `The pools may open ${max - reserved + 1} connections (posts ${max - reserved}; one more each to listen; ` +
      `times 1 replicas), but PostgreSQL allows ${max - reserved} (max_connections ${max}, ${reserved} reserved): ` +
      'make the pools smaller or raise max_connections.',
  );
});
