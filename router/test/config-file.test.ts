import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from '@ursa/passport';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../src/config.ts';
import { defaultSettings, readSettings } from '../src/index.ts';

async function fileOf(text: string, name = 'router.config.yaml'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ursa-config-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

it('sets what it names, and leaves the rest at its default', async () => {
  const file = await fileOf(`
    introspection: false
    graphiql: false
    allowedOrigins: [https://app.example]
    limits:
      maxDepth: 12
  `);
  expect(readSettings({ ROUTER_CONFIG: file })).toEqual({
    ...defaultSettings,
    introspection: false,
    graphiql: null,
    allowedOrigins: ['https://app.example'],
    limits: { ...defaultSettings.limits, maxDepth: 12 },
  });
});

it('may be JSON, and gives way to the environment', async () => {
  const file = await fileOf(
    JSON.stringify({
      limits: { maxDepth: 12, maxAliases: 7 },
      introspection: false,
      port: 4_001,
      host: '::1',
    }),
    'router.config.json',
  );
  const config = readConfig({
    ROUTER_CONFIG: file,
    LIMITS_MAX_DEPTH: '13',
    INTROSPECTION: 'true',
    PORT: '4002',
    JWKS_URL: 'http://127.0.0.1:9/jwks.json',
    PASSPORT_PRIVATE_KEY: JSON.stringify(generateKey('router')),
  });
  expect(config.settings.limits).toMatchObject({ maxDepth: 13, maxAliases: 7 });
  expect(config.settings.introspection).toBe(true);
  expect(config).toMatchObject({ port: 4_002, host: '::1' });
});

it.each([
  ['limits: { maxDeph: 12 }', /limits has no maxDeph; it may have maxTokens, .*maxDepth/],
  ['limits: { maxDepth: deep }', /limits\.maxDepth must be a whole number/],
  ['limits: { maxDepth: -1 }', /limits\.maxDepth must be a whole number/],
  ['limits: 12', /limits must have keys: maxTokens, /],
  ['introspection: maybe', /introspection must be true or false/],
  ['logLevel: loud', /logLevel must be trace, debug/],
  ['passportPrivateKey: x', /the file has no passportPrivateKey; it may have limits, /],
  [
    'rates: { fields: { Mutation.logIn: often } }',
    /rates\.fields\.Mutation\.logIn must read like "10 per minute/,
  ],
  ['documents: { mode: some }', /documents\.mode must be any, prefer, only/],
  ['headers: { all: { insert: { ursa-passport: x } } }', /headers\.all\.insert\.ursa-passport must/],
  [
    'headers: { subgraphs: { a: { remove: [Host] } } }',
    /headers\.subgraphs\.a\.remove\.0 must be lower-case/,
  ],
  ['headers: { all: { add: {} } }', /headers\.all must have keys: insert, remove/],
  ['documents: { mode: only }', /DOCUMENTS_MANIFEST is missing: DOCUMENTS_MODE is only/],
  ['limits: [', /the config file .* cannot be read/],
  ['maxBodyBytes: a\ngraceMs: b', /maxBodyBytes must .*; graceMs must /],
])('says what is wrong with %j, and what is allowed', async (text, told) => {
  const file = await fileOf(text);
  expect(() => readSettings({ ROUTER_CONFIG: file })).toThrow(told);
});

it('sets maps and lists whole', async () => {
  const file = await fileOf(`
    rates: { fields: { Query.search: 5 per second per viewer } }
    documents: { mode: only, manifest: persisted-documents.json }
    headers: { subgraphs: { a: { remove: [user-agent] } } }
  `);
  expect(readSettings({ ROUTER_CONFIG: file })).toEqual({
    ...defaultSettings,
    rates: { ...defaultSettings.rates, fields: { 'Query.search': '5 per second per viewer' } },
    documents: { mode: 'only', manifest: 'persisted-documents.json' },
    headers: {
      all: { insert: {}, remove: [] },
      subgraphs: { a: { insert: {}, remove: ['user-agent'] } },
    },
  });
  const environment = {
    ROUTER_CONFIG: file,
    DOCUMENTS_MODE: 'prefer',
    RATES_FIELDS: 'Mutation.logIn: 3 per day per address',
  };
  expect(readSettings(environment)).toMatchObject({
    rates: { fields: { 'Mutation.logIn': '3 per day per address' } },
    documents: { mode: 'prefer', manifest: 'persisted-documents.json' },
  });
  expect(() => readSettings({ RATES_FIELDS: 'Mutation.logIn: often' })).toThrow(
    /RATES_FIELDS Mutation\.logIn: must read/,
  );
});

it('says that it cannot be read', () => {
  expect(() => readSettings({ ROUTER_CONFIG: '/nowhere.yaml' })).toThrow(
    /^The router cannot start: the config file \/nowhere\.yaml cannot be read: ENOENT/,
  );
});
