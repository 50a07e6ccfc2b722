import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { fileSchema, special } from './config-file-schema.ts';
import type { RouterSettings } from './settings.ts';

/** What a config file says. */
export interface ConfigFile {
  /** Variables of the router's process that it sets in their place: the environment comes before them. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: RouterSettings;
}

/** The variables of the process that a file may set, by their keys. */
const processKeys = {
  supergraph: 'SUPERGRAPH',
  host: 'HOST',
  port: 'PORT',
  logLevel: 'LOG_LEVEL',
  jwksUrl: 'JWKS_URL',
  subgraphTimeoutMs: 'SUBGRAPH_TIMEOUT_MS',
} as const;

/**
 * Reads a config file, YAML or JSON: settings under their own names, over these defaults. What is wrong is added to
 * `problems`, each with its key; then there is no file.
 */
export function readConfigFile(
  file: string,
  defaults: RouterSettings,
  problems: string[],
): ConfigFile | undefined {
  const read = fileSchema(defaults).safeParse(contentOf(file, problems) ?? {});
  if (!read.success) {
    problems.push(...read.error.issues.map((issue) => `${keyOf(issue)} ${issue.message} (${file})`));
    return undefined;
  }
  const variables: Record<string, string> = {};
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(read.data)) {
    const variable = processKeys[key as keyof typeof processKeys];
    if (variable === undefined) settings[key] = value;
    else variables[variable] = String(value);
  }
  const { graphiql, ...rest } = settings as Partial<RouterSettings> & { graphiql?: boolean };
  return {
    variables,
    settings: { ...over(defaults, rest), graphiql: graphiql === false ? null : defaults.graphiql },
  };
}

function contentOf(file: string, problems: string[]): unknown {
  try {
    return parse(readFileSync(resolve(file), 'utf8'), { maxAliasCount: 100 });
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    problems.push(`the config file ${file} cannot be read: ${reason}`);
    return undefined;
  }
}

function keyOf({ path }: z.core.$ZodIssue): string {
  return path.length === 0 ? 'the file' : path.join('.');
}

/** Settings with some of them replaced; what is no section of settings is replaced whole. */
function over<T extends object>(defaults: T, given: object, prefix = ''): T {
  const entries = Object.entries(given).map(([name, value]: [string, unknown]) => {
    const key = prefix + name;
    const before = defaults[name as keyof T];
    const inside = isSection(before) && isSection(value) && !(key in special);
    return [name, inside ? over(before, value, `${key}.`) : value];
  });
  return { ...defaults, ...Object.fromEntries(entries) };
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
