import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { asRequestError } from '../errors/request-error.ts';

/** A document that may be executed, or the errors that say why not. */
export type Prepared =
  | { readonly ok: true; readonly document: DocumentNode }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

export interface DocumentCacheSettings {
  /** Distinct documents kept. */
  readonly documentCacheSize: number;
  /** Longest text kept, in characters. */
  readonly documentCacheMaxLength: number;
}

/** Parses and validates each operation text once. Only valid documents are kept: bad ones cannot push them out. */
export function createDocumentCache(schema: GraphQLSchema, settings: DocumentCacheSettings) {
  const known = new LRUCache<string, Prepared>({ max: settings.documentCacheSize });
  return function prepare(text: string): Prepared {
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const prepared = check(schema, text);
    if (prepared.ok && text.length <= settings.documentCacheMaxLength) known.set(text, prepared);
    return prepared;
  };
}

function check(schema: GraphQLSchema, text: string): Prepared {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    return { ok: false, errors: [asRequestError('GRAPHQL_PARSE_FAILED', error as GraphQLError)] };
  }
  const errors = validate(schema, document);
  if (errors.length === 0) return { ok: true, document };
  return { ok: false, errors: errors.map((error) => asRequestError('GRAPHQL_VALIDATION_FAILED', error)) };
}
