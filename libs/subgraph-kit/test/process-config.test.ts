import { generateKey, publicKeys } from '@ursa/passport';
import { expect, test } from 'vitest';
import { readProcessConfig } from '../src/index.ts';

const key = generateKey('posts');
const environment = {
  POSTS_POSTGRES_URL: 'postgres://posts@localhost/ursa',
  RABBITMQ_URL: 'amqp://localhost',
  REDIS_URL: 'redis://localhost',
  PASSPORT_PRIVATE_KEY: JSON.stringify(key),
  PASSPORT_TRUSTED_KEYS: JSON.stringify(publicKeys([key])),
};

test('an own URL is enough for the tables', () => {
  const config = readProcessConfig('posts', environment);
  expect(config.postgres).toEqual({ url: 'postgres://posts@localhost/ursa' });
  expect(config).toMatchObject({ host: '127.0.0.1', port: undefined, logLevel: 'info', replicas: 1 });
  expect(config.privateKey).toEqual(key);
});

test('an administrator needs the secret of the roles', () => {
  const { POSTS_POSTGRES_URL: _, ...rest } = environment;
  const admin = { ...rest, POSTGRES_URL: 'postgres://admin@localhost/ursa' };
  expect(() => readProcessConfig('posts', admin)).toThrow('ROLE_SECRET is missing');
  expect(readProcessConfig('posts', { ...admin, ROLE_SECRET: 'secret' }).postgres).toEqual({
    adminUrl: 'postgres://admin@localhost/ursa',
    roles: { secret: 'secret', rolePrefix: 'ursa' },
  });
});

test('settings are numbers under their own names', () => {
  const numbers = {
    MAX_BODY_BYTES: '5000',
    GRACE_MS: '100',
    POSTGRES_MAX: '3',
    POSTGRES_STATEMENT_TIMEOUT_MS: '50',
  };
  const { settings, pool } = readProcessConfig('posts', { ...environment, ...numbers });
  expect(settings).toMatchObject({ maxBodyBytes: 5_000, graceMs: 100, maxSockets: 100 });
  expect(pool).toMatchObject({
    max: 3,
    statementTimeoutMs: 50,
    lockTimeoutMs: 5_000,
    applicationName: 'ursa-posts',
  });
});

test('everything that is missing or wrong is told at once, and no secret with it', () => {
  const wrong = {
    PORT: 'http',
    LOG_LEVEL: 'loud',
    GRACE_MS: '1s',
    REDIS_URL: 'http://localhost',
    PASSPORT_PRIVATE_KEY: '{"d":"hunter2"}',
  };
  let message = '';
  try {
    readProcessConfig('posts', wrong);
  } catch (error) {
    message = (error as Error).message;
  }
  const names = ['POSTS_POSTGRES_URL', 'RABBITMQ_URL', 'PASSPORT_TRUSTED_KEYS', ...Object.keys(wrong)];
  for (const name of names) expect(message).toContain(name);
  expect(message).toMatch(/^posts cannot start: .*\.$/);
  expect(message).not.toContain('hunter2');
});
