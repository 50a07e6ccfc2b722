import { globSync } from 'node:fs';
import { join } from 'node:path';
import { defaultRabbitSettings } from '@ursa/broker';
import { defaultPoolSettings } from '@ursa/database';
import { defaultHousekeepingSettings, defaultInboxSettings, defaultRelaySettings } from '@ursa/outbox';
import { defaultSettings as router } from '@ursa/router';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { read, root, tablesOf } from './markdown.ts';

const tables = tablesOf('docs/configuration.md');

/** A default as both sides write it; undefined: there is none, and the document may say in words what happens. */
type Default = string | undefined;
const normal = (value: unknown): string => String(value ?? '').replace(/[`'_]/g, '');

/** What the document says: names with their defaults. */
function documented(heading: string): Record<string, string> {
  const rows = tables.get(heading);
  if (!rows) throw new Error(`docs/configuration.md has no table under "${heading}".`);
  return Object.fromEntries(rows.map(([name = '', value]) => [normalName(name), normal(value)]));
}
const normalName = (name: string) => name.replaceAll('`', '');

function expectDocumented(heading: string, actual: Record<string, Default>): void {
  const told = documented(heading);
  expect(Object.keys(told).sort(), heading).toEqual(Object.keys(actual).sort());
  for (const [name, value] of Object.entries(actual)) {
    if (value !== undefined) expect(told[name], `${heading}: ${name}`).toBe(normal(value));
  }
}

/** The variables of a zod object, with what each is when it is not set. */
async function variablesOf(file: string, ...names: string[]): Promise<Record<string, Default>> {
  const module = (await import(join(root, file))) as Record<string, z.ZodObject>;
  const fields = names.flatMap((name) => Object.entries(module[name]?.shape ?? {}));
  return Object.fromEntries(
    fields.map(([name, schema]) => {
      const { data } = (schema as z.ZodType).safeParse(undefined);
      return [name, typeof data === 'object' ? undefined : (data as Default)];
    }),
  );
}

const constant = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** The numbers and flags among settings under the variables that set them, those of inner objects included. */
function numbersOf(settings: object, prefix = ''): Record<string, Default> {
  return Object.assign(
    {},
    ...Object.entries(settings).map(([name, value]: [string, unknown]) => {
      const variable = `${prefix}${constant(name)}`;
      if (typeof value === 'number' || typeof value === 'boolean') return { [variable]: String(value) };
      const inner =
        typeof value === 'object' && value !== null && !Array.isArray(value) && name !== 'graphiql';
      return inner ? numbersOf(value, `${variable}_`) : {};
    }),
  );
}

/** The members of an interface that have a `@default`, with it. */
function defaultsOf(file: string, name: string): Record<string, Default> {
  const [, body = ''] = new RegExp(`interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(read(file)) ?? [];
  const members = body.matchAll(/@default (.+?)(?: \*\/|\n)[\s\S]*?(\w+)\?: ([^;]+);/g);
  const own = [...members].filter(([, , , type]) => /^(number|string|boolean|LogLevel)$/.test(type ?? ''));
  return Object.fromEntries(own.map(([, value, member]) => [member, value]));
}

test('every variable of the verbs', async () => {
  expectDocumented('start, dev and ops', await variablesOf('verbs/config.ts', 'variables'));
});

test("every variable, bound and pool setting of a subgraph's process", async () => {
  const kit = await import('@ursa/subgraph-kit');
  expectDocumented('A subgraph as a process of its own', {
    ...(await variablesOf('libs/subgraph-kit/src/process/config.ts', 'shared')),
    '<NAME>_POSTGRES_URL': undefined,
    POSTGRES_URL: undefined,
    ROLE_SECRET: undefined,
    '<NAME>_URL': undefined,
  });
  expectDocumented('Its bounds', numbersOf(kit.defaultSettings));
  expectDocumented('Its pool of connections', numbersOf(defaultPoolSettings, 'POSTGRES_'));
});

test('every variable of the subgraphs, and every throttle', async () => {
  expectDocumented('identity', await variablesOf('subgraphs/identity/src/config.ts', 'variables'));
  expectDocumented('profiles', await variablesOf('subgraphs/profiles/src/config.ts', 'variables'));
  expectDocumented('media', await variablesOf('subgraphs/media/src/config.ts', 'variables'));
  expectDocumented('feed', await variablesOf('subgraphs/feed/src/config.ts', 'variables'));
  expectDocumented('posts', await variablesOf('subgraphs/posts/src/config.ts', 'variables'));
  expectDocumented('notifications', await variablesOf('subgraphs/notifications/src/config.ts', 'variables'));
  const { limitProfiles } = (await import(join(root, 'subgraphs/identity/src/domain/limits.ts'))) as {
    limitProfiles: Record<'development' | 'production', Record<string, number | Limit>>;
  };
  type Limit = { attempts: number; windowMs: number };
  const told = (limit: number | Limit | undefined) =>
    typeof limit === 'object' ? `${limit.attempts} in ${limit.windowMs} ms` : String(limit);
  const { development, production } = limitProfiles;
  expect(tables.get('Throttles')).toEqual(
    Object.keys(development).map((name) => [`\`${name}\``, told(development[name]), told(production[name])]),
  );
});

test('every variable of reactions and of the cache', async () => {
  expectDocumented('reactions', await variablesOf('subgraphs/reactions/src/config.ts', 'variables'));
  expectDocumented('The cache', await variablesOf('libs/cache/src/config.ts', 'cacheVariables'));
});

test('every variable and setting of the router', async () => {
  const file = 'router/src/config.ts';
  const own = { ...(await variablesOf(file, 'variables')), '<NAME>_URL': undefined };
  expectDocumented('The router as a process of its own', own);
  const settings = { ...(await variablesOf(file, 'choices')), ...numbersOf(router) };
  expectDocumented('Settings of the router', settings);
});

/** Settings without a variable: where they are told of, and what they are. */
const inCode: Record<string, Record<string, Default>> = {
  RabbitMQ: Object.fromEntries(Object.entries(defaultRabbitSettings).map(([k, v]) => [k, String(v)])),
  'The relay': Object.fromEntries(Object.entries(defaultRelaySettings).map(([k, v]) => [k, String(v)])),
  'The inbox': Object.fromEntries(Object.entries(defaultInboxSettings).map(([k, v]) => [k, String(v)])),
  'What is remembered': Object.fromEntries(
    Object.entries(defaultHousekeepingSettings).map(([k, v]) => [k, String(v)]),
  ),
  'The live channels': {
    ...defaultsOf('libs/live/src/in-process/in-process-live.ts', 'InProcessLiveSettings'),
    ...defaultsOf('libs/live/src/redis/redis-live.ts', 'RedisLiveSettings'),
  },
  'The stores of the cache': {
    ...defaultsOf('libs/cache/src/in-process-store.ts', 'InProcessStoreSettings'),
    ...defaultsOf('libs/cache/src/redis-store.ts', 'RedisStoreSettings'),
  },
  Passports: {
    ...defaultsOf('libs/passport/src/passports.ts', 'PassportSettings'),
    ...defaultsOf('libs/passport/src/verifier.ts', 'VerifierSettings'),
  },
  'Calls between processes': {
    ...defaultsOf('libs/transport/src/local-transport.ts', 'LocalTransportSettings'),
    ...defaultsOf('libs/transport/src/http/http-transport.ts', 'HttpTransportSettings'),
  },
  'The buckets of rates and budgets': defaultsOf(
    'router/src/protection/rates/redis-buckets.ts',
    'RedisBucketsSettings',
  ),
  'The keys of access tokens': defaultsOf('router/src/request/access-keys.ts', 'AccessKeysSettings'),
  Telemetry: {
    ...defaultsOf('libs/telemetry/src/health.ts', 'HealthSettings'),
    ...defaultsOf('libs/telemetry/src/shutdown.ts', 'ShutdownSettings'),
    ...defaultsOf('libs/telemetry/src/metrics.ts', 'MetricsSettings'),
    ...defaultsOf('libs/telemetry/src/log.ts', 'LogSettings'),
  },
};

test.each(Object.entries(inCode))('every setting of the code: %s', (heading, actual) => {
  expect(Object.keys(actual).length).toBeGreaterThan(0);
  expectDocumented(heading, actual);
});

test('every bound that the document calls fixed is that in the code', () => {
  for (const [name = '', value = '', where = ''] of tables.get('Fixed in the code') ?? []) {
    const file = /\(\.\.\/(.+)\)$/.exec(where)?.[1] ?? '';
    const pattern = new RegExp(`\\b${normalName(name)}(?:: number)? = ${value}\\b`);
    expect(read(file).replace(/(?<=\d)_(?=\d)/g, ''), `${name} in ${file}`).toMatch(pattern);
  }
});

test('no object of settings is left out', () => {
  const compared = new Set([
    // Compared above, by what holds their defaults.
    ...['RabbitSettings', 'PoolSettings', 'HousekeepingSettings', 'InboxSettings', 'RelaySettings'],
    ...['RedisLiveSettings', 'InProcessLiveSettings', 'PassportSettings', 'VerifierSettings'],
    ...['HttpTransportSettings', 'LocalTransportSettings', 'AccessKeysSettings', 'HealthSettings'],
    ...['LogSettings', 'MetricsSettings', 'ShutdownSettings', 'SubgraphSettings', 'RouterSettings'],
    ...['InProcessStoreSettings', 'RedisStoreSettings', 'RedisBucketsSettings'],
    // Parts of those, and what identity's variables become.
    ...['StreamSettings', 'BackoffSettings', 'ResumeSettings', 'DocumentCacheSettings', 'SocketSettings'],
    ...['SubscriptionSettings', 'PlansSettings', 'DocumentsSettings', 'KeySettings'],
    ...['PlanningSettings', 'WarmUpSettings', 'WatchSettings'],
    ...['RetrySettings', 'CircuitSettings', 'ConcurrencySettings'],
    ...['DemandSettings', 'RatesSettings'],
  ]);
  const files = globSync(['libs/*/src/**/*.ts', 'router/src/**/*.ts', 'subgraphs/*/src/**/*.ts'], {
    cwd: root,
  });
  const found = files.flatMap((file) =>
    [...read(file).matchAll(/export interface (\w+Settings)\b[^{]*\{([\s\S]*?)\n\}/g)]
      .filter(([, , body]) => /: number;/.test(body ?? ''))
      .map(([, name]) => name),
  );
  expect(found.filter((name) => !compared.has(name ?? ''))).toEqual([]);
});
