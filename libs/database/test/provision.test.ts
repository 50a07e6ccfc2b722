import { bareDatabase } from '@ursa/testkit';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { provision, roleName, roleUrl } from '../src/index.ts';

const roles = { secret: 'garden secret', rolePrefix: '' };
const schemas = ['garden', 'kitchen'];
const insufficientPrivilege = '42501';

async function run(url: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const rows: unknown[] = [];
    for (const statement of statements) rows.push(...(await client.query(statement)).rows);
    return rows;
  } finally {
    await client.end();
  }
}

let adminUrl = '';
beforeAll(async () => {
  ({ adminUrl, rolePrefix: roles.rolePrefix } = await bareDatabase());
  await provision({ adminUrl, schemas, ...roles });
  const kitchen = roleUrl(adminUrl, 'kitchen', roles);
  await run(kitchen, 'create table kitchen.knives (n int)', 'insert into kitchen.knives values (1)');
});

describe('a role', () => {
  const garden = () => roleUrl(adminUrl, 'garden', roles);

  test('does as it likes in its own schema', async () => {
    await run(
      garden(),
      'create table garden.plants (name text)',
      `insert into garden.plants values ('rose')`,
    );
    expect(await run(garden(), 'select name from garden.plants')).toEqual([{ name: 'rose' }]);
  });

  test.each([
    ['select', 'select * from kitchen.knives'],
    ['insert', 'insert into kitchen.knives values (2)'],
    ['drop', 'drop table kitchen.knives'],
    ['create a table', 'create table kitchen.forks (n int)'],
    ['create a schema', 'create schema cellar'],
    ['write to public', 'create table public.forks (n int)'],
    ['drop the schema', 'drop schema kitchen cascade'],
    ['give itself the schema', 'alter schema kitchen owner to current_user'],
    ['become the other role', 'set role "<kitchen>"'],
    ['become it for the session', 'set session authorization "<kitchen>"'],
    ['join the other role', 'grant "<kitchen>" to current_user'],
    ['become superuser', 'alter role current_user superuser'],
    ['create a role', 'create role ursa_test_burglar'],
    ['create a database', 'create database ursa_test_burglary'],
    ['make a temporary table', 'create temp table forks (n int)'],
    ['read files of the server', `copy (select 1) to program 'true'`],
    ['read the passwords', 'select rolpassword from pg_authid'],
  ])('cannot %s beyond it', async (_, statement) => {
    const kitchen = roleName('kitchen', roles.rolePrefix);
    await expect(run(garden(), statement.replace('<kitchen>', kitchen))).rejects.toMatchObject({
      code: insufficientPrivilege,
    });
  });

  test('finds nothing of the other by its search path', async () => {
    await expect(run(garden(), 'set search_path to kitchen', 'select * from knives')).rejects.toThrow(
      'relation "knives" does not exist',
    );
  });

  test('cannot enter a database that is not its own', async () => {
    const other = await bareDatabase();
    await provision({ adminUrl: other.adminUrl, schemas: ['cellar'], ...roles });
    await expect(run(roleUrl(other.adminUrl, 'garden', roles), 'select 1')).rejects.toThrow(
      'permission denied for database',
    );
  });
});

test('may be repeated, and what is there stays', async () => {
  await provision({ adminUrl, schemas, ...roles });
  expect(await run(roleUrl(adminUrl, 'kitchen', roles), 'select n from kitchen.knives')).toEqual([{ n: 1 }]);
});

test('a role finds words that are alike, by the extension that everybody shares', async () => {
  const garden = roleUrl(adminUrl, 'garden', roles);
  const query = `select extensions.similarity('marmalade', 'marmelade') > 0.4 as alike`;
  expect(await run(garden, query)).toEqual([{ alike: true }]);
  await expect(run(garden, 'create table extensions.forks (n int)')).rejects.toMatchObject({
    code: insufficientPrivilege,
  });
});

test('an extension that is elsewhere already is told in one sentence', async () => {
  const own = await bareDatabase();
  await run(own.adminUrl, 'create extension pg_trgm schema public');
  await expect(provision({ ...own, schemas: ['shed'], secret: 'some' })).rejects.toThrow(
    'pg_trgm is in the schema public of this database',
  );
});

test('a new secret changes the password', async () => {
  const own = await bareDatabase();
  const url = (secret: string) => roleUrl(own.adminUrl, 'shed', { ...own, secret });
  await provision({ ...own, schemas: ['shed'], secret: 'old' });
  await provision({ ...own, schemas: ['shed'], secret: 'new' });
  expect(url('new')).not.toBe(url('old'));
  expect(await run(url('new'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('many databases of one server are provisioned at once with the same roles', async () => {
  const databases = await Promise.all(Array.from({ length: 6 }, () => bareDatabase()));
  const fresh = { secret: 'race', rolePrefix: `${roles.rolePrefix}_race` };
  // Each of them twice, as two processes that start together would.
  const rounds = [...databases, ...databases].map((database) =>
    provision({ adminUrl: database.adminUrl, schemas: ['a', 'b', 'c', 'd'], ...fresh }),
  );
  await Promise.all(rounds);
  for (const database of databases) {
    const url = roleUrl(database.adminUrl, 'c', fresh);
    await run(url, 'create table c.t (n int)');
  }
});

test('a server that cannot be reached is told in one sentence', async () => {
  await expect(
    provision({ adminUrl: 'postgres://nobody@127.0.0.1:1/nothing', schemas, ...roles }),
  ).rejects.toThrow('PostgreSQL at 127.0.0.1:1/nothing cannot be reached: connect ECONNREFUSED 127.0.0.1:1');
});
