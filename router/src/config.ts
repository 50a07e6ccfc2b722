import type { SigningKey } from '@ursa/passport';
import { parseSigningKey } from '@ursa/passport';
import type { Environment, SetupError } from '@ursa/setup';
import { cannotStart, overridden, reading, variableOf, variablesFrom } from '@ursa/setup';
import type { LogLevel } from '@ursa/telemetry';
import { z } from 'zod';
import type { ConfigFile } from './config-file.ts';
import { readConfigFile } from './config-file.ts';
import { parseFieldRate, rateForm } from './protection/rates/field-rate.ts';
import { documentModes } from './request/trusted-documents.ts';
import type { RouterSettings } from './settings.ts';
import { defaultSettings } from './settings.ts';

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
  /** Redis that counts what people use up, for all routers together. */
  readonly redis: { readonly url: string; readonly prefix: string } | undefined;
  readonly settings: RouterSettings;
  /** Where this subgraph is, when the supergraph is not to be believed. */
  subgraphUrl(name: string): string | undefined;
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

/** `Mutation.logIn: 10 per minute per address`, with commas between them. */
const fieldRates = list.transform((entries, context) => {
  const rates = entries.map((entry) => entry.split(':').map((part) => part.trim()));
  for (const [field = '', rate = ''] of rates) {
    if (parseFieldRate(field, rate) === undefined)
      context.addIssue({ code: 'custom', message: `${field}: ${rateForm}`, input: '' });
  }
  return Object.fromEntries(rates) as Record<string, string>;
});

/** The settings that are neither numbers nor flags, which have variables of their own names. */
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
  GRAPHIQL: flag.default(true),
  DOCUMENTS_MODE: z.enum(documentModes, `must be ${documentModes.join(', ')}`).default('any'),
  DOCUMENTS_MANIFEST: z.string().optional(),
  RATES_FIELDS: fieldRates.default({}),
});

/** What a router's own process needs beside its settings. */
export const variables = z.object({
  ROUTER_CONFIG: z.string().optional(),
  SUPERGRAPH: z.string().default('schema/supergraph.graphql'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(4_000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  JWKS_URL: z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional(),
  PASSPORT_PRIVATE_KEY: z.string().transform(reading(parseSigningKey)).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis URL' }).optional(),
  REDIS_PREFIX: z.string().default(''),
  SUBGRAPH_TIMEOUT_MS: z.coerce.number('must be a whole number').int().positive().default(10_000),
});

/** Reads the environment, and the config file it names; throws one SetupError that names everything that is missing or wrong. */
export function readConfig(environment: Environment): RouterConfig {
  const problems: string[] = [];
  const file = fileOf(environment, problems);
  const settings = settingsFrom(environment, file.settings, problems);
  const env = variablesFrom(variables, { ...file.variables, ...environment }, problems);
  if (environment['JWKS_URL'] !== undefined && environment['PASSPORT_PRIVATE_KEY'] === undefined) {
    problems.push('PASSPORT_PRIVATE_KEY is missing');
  }
  if (!env || !settings || problems.length > 0) throw routerCannotStart(problems);
  return {
    supergraphFile: env.SUPERGRAPH,
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    jwksUrl: env.JWKS_URL,
    privateKey: env.PASSPORT_PRIVATE_KEY,
    subgraphTimeoutMs: env.SUBGRAPH_TIMEOUT_MS,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    redis: env.REDIS_URL === undefined ? undefined : { url: env.REDIS_URL, prefix: env.REDIS_PREFIX },
    settings,
    subgraphUrl: (name) => environment[urlVariable(name)],
  };
}

/** The variable that says where a subgraph is. */
export function urlVariable(subgraph: string): string {
  return `${variableOf(subgraph)}_URL`;
}

/** Reads the settings alone, for a router that shares its process with others. Throws as {@link readConfig} does. */
export function readSettings(environment: Environment): RouterSettings {
  const problems: string[] = [];
  const settings = settingsFrom(environment, fileOf(environment, problems).settings, problems);
  if (!settings) throw routerCannotStart(problems);
  return settings;
}

function fileOf({ ROUTER_CONFIG: file }: Environment, problems: string[]): ConfigFile {
  const read = file === undefined ? undefined : readConfigFile(file, defaultSettings, problems);
  return read ?? { variables: {}, settings: defaultSettings };
}

/** What the environment says, or else the config file; undefined: `problems` says why. */
function settingsFrom(
  environment: Environment,
  file: RouterSettings,
  problems: string[],
): RouterSettings | undefined {
  const settings = overridden(file, environment, '', problems);
  const read = variablesFrom(choices, environment, problems);
  if (!read || problems.length > 0) return undefined;
  const {
    ALLOWED_ORIGINS,
    PROPAGATE_HEADERS,
    PUBLIC_SUBGRAPHS,
    PUBLIC_STREAMS,
    GRAPHIQL,
    RATES_FIELDS,
    DOCUMENTS_MODE,
    DOCUMENTS_MANIFEST = null,
  } = read;
  const chosen = <T>(variable: keyof typeof read, value: T, otherwise: T): T =>
    environment[variable] === undefined ? otherwise : value;
  const documents = {
    mode: chosen('DOCUMENTS_MODE', DOCUMENTS_MODE, settings.documents.mode),
    manifest: chosen('DOCUMENTS_MANIFEST', DOCUMENTS_MANIFEST, settings.documents.manifest),
  };
  if (documents.mode !== 'any' && documents.manifest === null) {
    problems.push(`DOCUMENTS_MANIFEST is missing: DOCUMENTS_MODE is ${documents.mode}`);
    return undefined;
  }
  return {
    ...settings,
    documents,
    allowedOrigins: chosen('ALLOWED_ORIGINS', ALLOWED_ORIGINS, file.allowedOrigins),
    propagateHeaders: chosen('PROPAGATE_HEADERS', PROPAGATE_HEADERS, settings.propagateHeaders),
    publicSubgraphs: chosen('PUBLIC_SUBGRAPHS', PUBLIC_SUBGRAPHS, settings.publicSubgraphs),
    publicStreams: chosen('PUBLIC_STREAMS', PUBLIC_STREAMS, settings.publicStreams),
    rates: { ...settings.rates, fields: chosen('RATES_FIELDS', RATES_FIELDS, settings.rates.fields) },
    graphiql: chosen('GRAPHIQL', GRAPHIQL ? defaultSettings.graphiql : null, file.graphiql),
  };
}

function routerCannotStart(problems: readonly string[]): SetupError {
  return cannotStart('The router', problems);
}
