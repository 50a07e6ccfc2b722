import { Writable } from 'node:stream';
import { createLog } from '@ursa/telemetry';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { accounts, sessions, throttles } from '../src/tables/index.ts';
import type { Identity } from './support/start-identity.ts';
import { join, keySecret, somebody, startIdentity } from './support/start-identity.ts';

describe('no secret is found', () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  let identity: Identity;
  const secrets: string[] = [keySecret];

  beforeAll(async () => {
    const log = createLog({ name: 'identity', level: 'trace', pretty: false, stream });
    identity = await startIdentity({ log, peers: { profiles: () => Promise.reject(new Error('away')) } });
    const { accessToken, refreshToken, password, username, as } = await join(identity);
    const refreshed = await identity.change('refreshSession', { refreshToken });
    await identity.change('logIn', { identifier: username, password: 'a-mistyped-password' });
    await identity.change('logIn', { identifier: 'typed-into-the-wrong-field', password });
    await identity.run({
      query: 'mutation { changeUsername(input: { username: "another_name" }) { viewer { id } } }',
      ...as,
    });
    secrets.push(accessToken, refreshToken, password, 'a-mistyped-password', 'typed-into-the-wrong-field');
    secrets.push(refreshed.session?.accessToken ?? '', refreshed.session?.refreshToken ?? '');
    expect(secrets.every((secret) => secret.length > 8)).toBe(true);
  });

  test('in any row of any table', async () => {
    const { rows } = await identity.db.execute<{ name: string }>(
      sql`select table_name as name from information_schema.tables where table_schema = 'identity'`,
    );
    expect(rows.length).toBeGreaterThan(9);
    let seen = 0;
    for (const { name } of rows) {
      const table = await identity.db.execute<{ row: string }>(
        sql`select row_to_json(t)::text as row from ${sql.identifier(name)} as t`,
      );
      seen += table.rows.length;
      const text = table.rows.map(({ row }) => row).join('\n');
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
    expect(seen).toBeGreaterThan(10);
  });

  test('in the answer or the log when the database fails in the middle', async () => {
    const before = lines.length;
    const ada = somebody();
    const [account] = await identity.db.select().from(accounts);
    const hash = account?.passwordHash.slice(0, 31) ?? '$argon2id$';
    for (const table of [throttles, accounts, sessions]) {
      await identity.db.execute(
        sql`alter table ${table} add column broken int not null check (broken > 0) default 1`,
      );
      await identity.db.execute(sql`alter table ${table} alter column broken set default 0`);
      const answer = await identity.execute({
        query: 'mutation ($input: SignUpInput!) { signUp(input: $input) { session { refreshToken } } }',
        variables: { input: ada },
      });
      await identity.db.execute(sql`alter table ${table} drop column broken`);
      expect(answer.errors?.[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
      expect(JSON.stringify(answer)).not.toMatch(/broken|insert|select|params/);
    }
    const written = lines.slice(before).join('\n');
    expect(written).toContain('broken');
    for (const secret of [ada.password, ada.email, hash, '$argon2id$', 'ursa_refresh_']) {
      expect(written).not.toContain(secret);
    }
  });

  test('in the log of everything that happened', () => {
    const written = lines.join('\n');
    expect(written).toContain('profiles');
    for (const secret of secrets) expect(written).not.toContain(secret);
  });
});
