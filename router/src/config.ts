import type { SigningKey } from '@ursa/passport';
import { parseSigningKey } from '@ursa/passport';
import type { LogLevel } from '@ursa/telemetry';
import { z } from 'zod';
import type { RouterSettings } from './settings.ts';
import { defaultSettings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a router's own process is told by its environment. */
export interface RouterConfig {
  readonly supergraphFile: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Where the keys of access tokens are published; absent: nobody is authenticated here. */
  readonly jwksUrl: string | undefined;
  /** Signs passports; absent: none are. */
  readonly privateKey: SigningKey | undefined;
  /** Longest wait for a subgraph's answer, and for the key set. */
  readonly subgraphTimeoutMs: number;
  /** Where traces are sent; undefined: nowhere. */
  readonly otlpEndpoint: string | undefined;
  readonly settings: RouterSettings;
  /** Where this subgraph is, when the supergraph is not to be believed. */
  subgraphUrl(name: string): string | undefined;
}

/** Something in the environment is missing or wrong; the message names all of it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The environment of this process. */
export const processEnvironment: Environment = process.env;

/** Apollo's packages report usage unless this is said before they start. */
export function silenceApolloTelemetry(): void {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
}

const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean),
);

/** Most headers that go on to subgraphs. */
const maxPropagated = 16;

/** Headers that are not the client's to send to a subgraph: those of one connection or body, cookies, and our own. */
const ownHeaders =
  /^(?:accept|connection|cookie|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|content-.*|proxy-.*|sec-.*|ursa-.*)$/;

/** The choices among the settings; their numbers have variables of their own names. */
export const choices = z.object({
  ALLOWED_ORIGINS: list.default([]),
  PROPAGATE_HEADERS: list
    .transform((names) => names.map((name) => name.toLowerCase()))
    .refine((names) => names.length <= maxPropagated, `may name ${maxPropagated} headers`)
    .refine(
      (names) => names.every((name) => /^[\w!#$%&'*+.^`|~-]{1,64}$/.test(name) && !ownHeaders.test(name)),
      'names a header that cannot go on to subgraphs',
    )
    .default(['authorization']),
  PUBLIC_SUBGRAPHS: list.default([]),
  PUBLIC_STREAMS: list.default([]),
  SHARE_FETCHES: flag.default(true),
  EXPLAIN: flag.default(false),
  INTROSPECTION: flag.default(true),
  GRAPHIQL: flag.default(true),
});

/** What a router's own process needs beside its settings. */
export const variables = z.object({
  SUPERGRAPH: z.string().default('schema/supergraph.graphql'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(4_000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  JWKS_URL: z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional(),
  PASSPORT_PRIVATE_KEY: z
    .string()
    .transform((text, context) => {
      try {
        return parseSigningKey(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: `is wrong: ${(error as Error).message}`, input: '' });
        return z.NEVER;
      }
    })
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional(),
  SUBGRAPH_TIMEOUT_MS: z.coerce.number('must be a whole number').int().positive().default(10_000),
});

/** Reads the environment; throws one ConfigError that names everything that is missing or wrong. */
export function readConfig(environment: Environment): RouterConfig {
  const problems: string[] = [];
  const settings = settingsFrom(environment, problems);
  const read = variables.safeParse(environment);
  note(read.error, problems);
  if (environment['JWKS_URL'] !== undefined && environment['PASSPORT_PRIVATE_KEY'] === undefined) {
    problems.push('PASSPORT_PRIVATE_KEY is missing');
  }
  if (!read.success || !settings || problems.length > 0) throw cannotStart(problems);
  const env = read.data;
  return {
    supergraphFile: env.SUPERGRAPH,
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    jwksUrl: env.JWKS_URL,
    privateKey: env.PASSPORT_PRIVATE_KEY,
    subgraphTimeoutMs: env.SUBGRAPH_TIMEOUT_MS,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    settings,
    subgraphUrl: (name) => environment[urlVariable(name)],
  };
}

/** The variable that says where a subgraph is. */
export function urlVariable(subgraph: string): string {
  return `${constant(subgraph)}_URL`;
}

/** Reads the settings alone, for a router that shares its process with others. Throws as {@link readConfig} does. */
export function readSettings(environment: Environment): RouterSettings {
  const problems: string[] = [];
  const settings = settingsFrom(environment, problems);
  if (!settings) throw cannotStart(problems);
  return settings;
}

/** undefined: `problems` says why. */
function settingsFrom(environment: Environment, problems: string[]): RouterSettings | undefined {
  const numbers = withNumbers(defaultSettings, environment, '', problems);
  const read = choices.safeParse(environment);
  note(read.error, problems);
  if (!read.success || problems.length > 0) return undefined;
  const env = read.data;
  return {
    ...numbers,
    allowedOrigins: env.ALLOWED_ORIGINS,
    propagateHeaders: env.PROPAGATE_HEADERS,
    publicSubgraphs: env.PUBLIC_SUBGRAPHS,
    publicStreams: env.PUBLIC_STREAMS,
    shareFetches: env.SHARE_FETCHES,
    explain: env.EXPLAIN,
    introspection: env.INTROSPECTION,
    graphiql: env.GRAPHIQL ? defaultSettings.graphiql : null,
  };
}

function note(error: z.ZodError | undefined, problems: string[]): void {
  for (const { path, message } of error?.issues ?? []) problems.push(`${path.join('.')} ${message}`);
}

function cannotStart(problems: readonly string[]): ConfigError {
  return new ConfigError(`The router cannot start: ${problems.join('; ')}.`);
}

/** Puts the environment's numbers in their places: `limits.maxTokens` is set by `LIMITS_MAX_TOKENS`. */
function withNumbers<T extends object>(
  defaults: T,
  environment: Environment,
  prefix: string,
  problems: string[],
): T {
  const entries = Object.entries(defaults).map(([name, value]: [string, unknown]) => {
    const variable = prefix + constant(name);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return [name, withNumbers(value, environment, `${variable}_`, problems)];
    }
    const text = environment[variable];
    if (typeof value !== 'number' || text === undefined) return [name, value];
    if (!/^\d{1,15}$/.test(text)) problems.push(`${variable} must be a whole number`);
    return [name, Number(text)];
  });
  return Object.fromEntries(entries) as T;
}

/** `maxBodyBytes` as `MAX_BODY_BYTES`. */
function constant(name: string): string {
  return name
    .replace(/-/g, '_')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase();
}
