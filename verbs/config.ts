import type { Environment } from '@ursa/setup';
import { readVariables } from '@ursa/setup';
import { z } from 'zod';

const url = (...protocols: string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`), error: `must be a ${protocols[0]}:// URL` });

/** The variables that the verbs read themselves. */
export const variables = z.object({
  POSTGRES_URL: url('postgres', 'postgresql').optional(),
  RABBITMQ_URL: url('amqp', 'amqps').optional(),
  REDIS_URL: url('redis', 'rediss').optional(),
  PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  /** Begin the names of roles, of queues and of channels, so that several systems can share the servers. */
  ROLE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/)
    .default('ursa'),
  RABBITMQ_PREFIX: z.string().max(100).default(''),
  REDIS_PREFIX: z.string().max(100).default(''),
  POSTGRES_MAX: z.coerce.number().int().positive().default(8),
  ROLE_SECRET: z.string().min(16).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https').optional(),
  IDENTITY_KEY_SECRET: z.string().min(32).optional(),
});

/** What the verbs read from the environment: services to use in place of the embedded ones, and secrets. */
export type Config = z.output<typeof variables>;

/** The environment of this process, for what reads its own part of it. */
export const environment: Environment = process.env;

/** Reads the environment. Throws one SetupError that names everything wrong with it, and no value of it. */
export function readConfig(): Config {
  return readVariables('Ursa', variables, environment);
}
