import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createPassports, generateKey, publicKeys } from '@ursa/passport';
import { bareDatabase, environment, waitFor } from '@ursa/testkit';
import { describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('./fixtures/echo.ts', import.meta.url));
const supergraph = fileURLToPath(new URL('./fixtures/supergraph.yaml', import.meta.url));
const router = generateKey('router');

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'pipe',
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    output.out += data;
  });
  child.stderr.on('data', (data) => {
    output.err += data;
  });
  return { child, output, exit: once(child, 'exit') };
}

test('without its environment it says what is missing and exits with 1', async () => {
  const { output, exit } = start({});
  expect(await exit).toEqual([1, null]);
  expect(output.err).toMatch(/^echo cannot start: .*RABBITMQ_URL is missing.*\n$/);
});

const { rabbitmqUrl, redisUrl } = environment;

describe.runIf(rabbitmqUrl && redisUrl)('on the services', async () => {
  const { adminUrl } = rabbitmqUrl && redisUrl ? await bareDatabase() : { adminUrl: '' };
  const full = {
    POSTGRES_URL: adminUrl,
    ROLE_SECRET: 'test',
    RABBITMQ_URL: rabbitmqUrl ?? '',
    REDIS_URL: redisUrl ?? '',
    PASSPORT_PRIVATE_KEY: JSON.stringify(generateKey('echo')),
    PASSPORT_TRUSTED_KEYS: JSON.stringify(publicKeys([router])),
    SUPERGRAPH_FILE: supergraph,
    PORT: '0',
  };

  test('it serves until SIGTERM, then exits with 0', async () => {
    const { child, output, exit } = start(full);
    const url = await waitFor(() => /"url":"([^"]+)"/.exec(output.out)?.[1], { timeoutMs: 15_000 });
    const passports = createPassports({ issuer: 'router', privateKey: router });
    const passport = passports.issue({ audience: 'echo', viewer: null, session: null, address: null });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'ursa-passport': passport },
      body: JSON.stringify({ query: '{ echo(text: "hello") }' }),
    });
    expect(await response.json()).toEqual({ data: { echo: 'hello' } });
    expect((await fetch(new URL('/ready', url))).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  }, 30_000);

  test.each([
    ['Postgres', { POSTGRES_URL: 'postgres://nobody@127.0.0.1:1/none' }, /PostgreSQL|Postgres/],
    ['RabbitMQ', { RABBITMQ_URL: 'amqp://127.0.0.1:1' }, /RabbitMQ/],
  ])(
    'without %s it says so in one sentence and exits with 1',
    async (_, away, sentence) => {
      const { output, exit } = start({ ...full, ...away, LOG_LEVEL: 'silent' });
      expect(await exit).toEqual([1, null]);
      expect(output.err).toMatch(sentence);
      expect(output.err.trim().split('\n')).toHaveLength(1);
    },
    30_000,
  );

  test('on a port that is taken it says so', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    const { output, exit } = start({ ...full, PORT: String(port), LOG_LEVEL: 'silent' });
    expect(await exit).toEqual([1, null]);
    expect(output.err).toBe('The port is taken: set PORT to another one.\n');
    holder.close();
  }, 30_000);
});
