import { z } from 'zod';
import { parseFieldRate, rateForm } from './protection/rates/field-rate.ts';
import { isHeaderValue, maxHeaders, mayBeRuled } from './request/header-rules.ts';
import { documentModes } from './request/trusted-documents.ts';
import type { RouterSettings } from './settings.ts';

const whole = z.int('must be a whole number').min(0, 'must be a whole number').max(1e15, 'is too large');
const flag = z.boolean('must be true or false');
const text = z.string('must be text');

const aboutNames = 'must be lower-case names of headers that are not of a connection or of Ursa';
const headerName = text.refine(mayBeRuled, aboutNames);
const headerRules = z.strictObject(
  {
    insert: z
      .record(headerName, text.refine(isHeaderValue, 'must be the value of a header'), {
        error: ({ code }) => (code === 'invalid_key' ? aboutNames : 'must be a map of headers'),
      })
      .refine((headers) => Object.keys(headers).length <= maxHeaders, `may name ${maxHeaders} headers`)
      .default({}),
    remove: z.array(headerName).max(maxHeaders, `may name ${maxHeaders} headers`).default([]),
  },
  'must have keys: insert, remove',
);

const propagated = z.array(headerName, 'must be a list of headers').max(16, 'may name 16 headers');

/** Keys that hold something other than a number or a flag. */
export const special: Readonly<Record<string, z.ZodType>> = {
  allowedOrigins: z.array(z.url('must be an origin'), 'must be a list of origins'),
  propagateHeaders: propagated,
  publicSubgraphs: z.array(text, 'must be a list of subgraphs'),
  publicStreams: z.array(text, 'must be a list of fields of Subscription'),
  graphiql: flag,
  headers: z.strictObject(
    {
      all: headerRules.default({ insert: {}, remove: [] }),
      subgraphs: z.record(text, headerRules).default({}),
    },
    'must have keys: all, subgraphs',
  ),
  'documents.mode': z.enum(documentModes, `must be ${documentModes.join(', ')}`),
  'documents.manifest': text,
  'rates.fields': z.record(
    text,
    text.refine((rate) => parseFieldRate('', rate) !== undefined, rateForm),
    'must be a map of fields, such as Mutation.logIn',
  ),
};

/** Keys that are no settings, but what the router's process is told by variables otherwise. */
const processKeys = {
  supergraph: text,
  host: text,
  port: whole.max(65_535, 'must be a port'),
  logLevel: z.enum(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    'must be trace, debug, info, warn, error, fatal or silent',
  ),
  jwksUrl: z.url({ protocol: /^https?$/, error: 'must be a URL' }),
  subgraphTimeoutMs: whole.min(1, 'must be a whole number from 1'),
};

/** What a config file may hold: the settings under their own names, each optional, and nothing else. */
export function fileSchema(defaults: RouterSettings): z.ZodType<Record<string, unknown>> {
  return section(defaults, '', processKeys) as z.ZodType<Record<string, unknown>>;
}

function section(defaults: object, prefix: string, more: z.ZodRawShape = {}): z.ZodType {
  const keys = Object.entries(defaults).map(([name, value]: [string, unknown]) => {
    const key = prefix + name;
    return [name, (special[key] ?? ofKind(value, key)).optional()];
  });
  const optional = Object.entries(more).map(([name, schema]) => [name, (schema as z.ZodType).optional()]);
  const shape: z.ZodRawShape = Object.fromEntries([...keys, ...optional]);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has no ${(issue['keys'] as string[]).join(', ')}; it may have ${Object.keys(shape).join(', ')}`
        : `must have keys: ${Object.keys(shape).join(', ')}`,
  });
}

function ofKind(value: unknown, key: string): z.ZodType {
  if (typeof value === 'number') return whole;
  if (typeof value === 'boolean') return flag;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return section(value, `${key}.`);
  throw new Error(`A config file cannot tell "${key}" yet.`);
}
