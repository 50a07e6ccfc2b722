import { sql } from 'drizzle-orm';
import pg from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Operator } from './operator.ts';
import { installation, operator } from './operator.ts';

// Most of them start a process or two, which load all subgraphs.
vi.setConfig({ testTimeout: 60_000 });

let ops: Operator;
let site: Awaited<ReturnType<typeof installation>>;
beforeAll(async () => {
  site = await installation();
  ops = operator(site.services);
  const { code, output } = await ops('migrate');
  expect([code, output]).toEqual([0, expect.stringContaining('✓ notifications: applied 0000_init')]);
});

describe('the command line', () => {
  test.each([[['--help']], [[]]])('%j tells the commands', async (args) => {
    expect(await ops(...args)).toMatchObject({
      code: 0,
      output: expect.stringContaining('dead-letters <subgraph>'),
    });
  });

  test.each(['outbox', 'dead-letters', 'replay', 'rebuild', 'migrate', 'keys'])(
    '%s --help tells its options',
    async (name) => {
      const { code, output } = await ops(name, '--help');
      expect([code, output]).toEqual([0, expect.stringMatching(new RegExp(`^ops ${name}: [\\s\\S]*--help`))]);
    },
  );

  test('what is no command or no option is told with the help', async () => {
    for (const args of [['nonsense'], ['outbox', '--nonsense']]) {
      const { code, errors } = await ops(...args);
      expect([code, errors]).toEqual([2, expect.stringMatching(/nonsense[\s\S]*--help/)]);
    }
  });

  test.each([
    [['outbox', 'nobody'], 'There is no subgraph nobody: there are identity, profiles, posts'],
    [['dead-letters'], 'Name one subgraph: identity,'],
    [['dead-letters', 'identity'], 'identity takes no events.'],
    [['dead-letters', 'posts', '--replay', 'all', '--discard', 'all'], 'Either --replay or --discard'],
    [['dead-letters', 'posts', '--limit', 'x'], '--limit takes a number'],
    [['replay', 'posts'], 'Say from when on: --since'],
    [['replay', 'posts', '--since', 'yesterday'], '--since takes a while ago'],
    [['replay', 'posts', '--since', '1h', '--to', 'identity'], 'identity takes no events of posts.'],
    [['rebuild', 'identity'], 'identity keeps nothing of others that can be told again.'],
    [['keys', 'turn'], 'ops keys rotate'],
  ])('%j is refused in one sentence', async (args, why) => {
    const { code, errors } = await ops(...args);
    expect([code, errors]).toEqual([1, expect.stringContaining(`✗ `)]);
    expect(errors).toContain(why);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    [{ POSTGRES_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'PostgreSQL cannot be reached'],
    [{ ROLE_PREFIX: 'nobody_here' }, 'PostgreSQL refuses'],
  ])('with %j it fails in one sentence', async (wrong, why) => {
    const { code, errors } = await operator({ ...site.services, ...wrong })('dead-letters', 'posts');
    expect([code, errors]).toEqual([1, expect.stringContaining(why)]);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });
});

test('with another ROLE_SECRET it fails in one sentence', async ({ skip }) => {
  skip(await trustsEverybody(site.services.POSTGRES_URL), 'this PostgreSQL asks nobody for a password');
  const wrong = { ...site.services, ROLE_SECRET: 'another secret than theirs' };
  const { code, errors } = await operator(wrong)('dead-letters', 'posts');
  expect([code, errors]).toEqual([1, expect.stringContaining('ROLE_SECRET')]);
  expect(errors.trim().split('\n')).toHaveLength(1);
});

/** Whether the server lets anybody in, as one for development may. */
async function trustsEverybody(url: string): Promise<boolean> {
  const anybody = new URL(url);
  anybody.password = 'certainly-not-the-password';
  const client = new pg.Client({ connectionString: anybody.href, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

test('before there are tables, outbox says so', async () => {
  const empty = await installation();
  const elsewhere = operator(empty.services);
  expect((await elsewhere('migrate', 'posts')).code).toBe(0);
  await empty.open('posts').db.execute(sql`drop table outbox`);
  expect(await elsewhere('outbox', 'posts')).toMatchObject({
    code: 1,
    errors: '✗ There are no tables yet: run ops migrate, or start the supergraph.\n',
  });
});
