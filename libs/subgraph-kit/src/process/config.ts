import type { PoolSettings } from '@ursa/database';
import { defaultPoolSettings } from '@ursa/database';
import type { SigningKey, TrustedKeys } from '@ursa/passport';
import { parseSigningKey, parseTrustedKeys } from '@ursa/passport';
import type { Environment } from '@ursa/setup';
import { cannotStart, overridden, reading, variableOf, variablesFrom } from '@ursa/setup';
import { z } from 'zod';
import type { SubgraphSettings } from '../settings.ts';
import { defaultSettings } from '../settings.ts';

/** Where a subgraph's own process finds everything. */
export interface ProcessConfig {
  /** Its tables: under a role of its own that exists, or one that is derived from the administrator's. */
  readonly postgres:
    | { readonly url: string }
    | { readonly adminUrl: string; readonly roles: { readonly secret: string; readonly rolePrefix: string } };
  readonly pool: PoolSettings;
  /** How many processes of this subgraph run; their pools share the server's connections. */
  readonly replicas: number;
  readonly rabbitmqUrl: string;
  /** Put before the names of exchange and queues. */
  readonly rabbitmqPrefix: string;
  readonly redisUrl: string;
  /** Put before the names of channels and connections. */
  readonly redisPrefix: string;
  readonly host: string;
  /** undefined: the port of its URL in supergraph.yaml. */
  readonly port: number | undefined;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly privateKey: SigningKey;
  readonly trustedKeys: TrustedKeys;
  readonly supergraphFile: string;
  readonly settings: SubgraphSettings;
  /** Where traces are sent; undefined: nowhere. */
  readonly otlpEndpoint: string | undefined;
  readonly failpoint: string | undefined;
}

/** The environment of this process. */
export const processEnvironment: Environment = process.env;

const missing = 'is missing';
/** What every subgraph's own process reads, beside its numbers and its database. */
export const shared = z.object({
  RABBITMQ_URL: z.url({ protocol: /^amqps?$/, error: urlError('amqp') }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: urlError('redis') }),
  /** Begin the names of roles, of queues and of channels, so that several systems can share the servers. */
  ROLE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a short lower-case name')
    .default('ursa'),
  RABBITMQ_PREFIX: z.string().max(100).default(''),
  REDIS_PREFIX: z
    .string()
    .regex(/^[!-~]{0,100}$/, 'must be short and without spaces')
    .default(''),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a port').int().min(0).max(65_535).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  PASSPORT_PRIVATE_KEY: z.string(missing).transform(reading(parseSigningKey)),
  PASSPORT_TRUSTED_KEYS: z.string(missing).transform(reading(parseTrustedKeys)),
  SUPERGRAPH_FILE: z.string().default('supergraph.yaml'),
  REPLICAS: z.coerce.number().int().positive().default(1),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional(),
  URSA_FAILPOINT: z.string().optional(),
});

/**
 * Reads what a subgraph's own process needs. Throws one SetupError that names everything that is missing or
 * wrong, and never what a secret holds.
 */
export function readProcessConfig(name: string, environment: Environment): ProcessConfig {
  const ownUrl = `${variableOf(name)}_POSTGRES_URL`;
  const problems: string[] = [];
  const env = variablesFrom(shared, environment, problems);
  const postgres = readPostgres(environment, ownUrl, problems);
  const settings = overridden(defaultSettings, environment, '', problems);
  const pool = overridden(
    { ...defaultPoolSettings, applicationName: `ursa-${name}` },
    environment,
    'POSTGRES_',
    problems,
  );
  if (env === undefined || postgres === undefined || problems.length > 0) throw cannotStart(name, problems);
  return {
    postgres,
    pool,
    replicas: env.REPLICAS,
    rabbitmqUrl: env.RABBITMQ_URL,
    rabbitmqPrefix: env.RABBITMQ_PREFIX,
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    privateKey: env.PASSPORT_PRIVATE_KEY,
    trustedKeys: env.PASSPORT_TRUSTED_KEYS,
    supergraphFile: env.SUPERGRAPH_FILE,
    settings,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    failpoint: env.URSA_FAILPOINT,
  };
}

function readPostgres(
  env: Environment,
  ownUrl: string,
  problems: string[],
): ProcessConfig['postgres'] | undefined {
  const url = env[ownUrl];
  if (url) return { url };
  const { POSTGRES_URL: adminUrl, ROLE_SECRET: secret, ROLE_PREFIX: rolePrefix = 'ursa' } = env;
  if (!adminUrl) problems.push(`${ownUrl} is missing (or POSTGRES_URL and ROLE_SECRET)`);
  else if (!secret) problems.push(`ROLE_SECRET is missing (or ${ownUrl} in place of POSTGRES_URL)`);
  else return { adminUrl, roles: { secret, rolePrefix } };
  return undefined;
}

function urlError(protocol: string) {
  return ({ input }: { input: unknown }) =>
    input === undefined ? `${missing}: a subgraph alone needs it` : `must be a ${protocol}:// URL`;
}
