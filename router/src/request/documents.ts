import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { NoProtoVariable } from '../limits/no-proto-variable.ts';
import type { OperationLimits } from '../limits/operation-limits.ts';
import { exceededLimit } from '../limits/operation-limits.ts';
import { requestError } from './errors.ts';

export interface DocumentsSettings {
  limits: OperationLimits;
  introspection: boolean;
  /** Most characters of documents kept. */
  documentCacheLength: number;
}

/** Most mistakes of a document that are listed. */
const maxErrors = 50;

/** Parses, measures and validates documents, and keeps the good ones: a repeated document costs one look. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #settings: DocumentsSettings;
  readonly #rules: readonly ValidationRule[];
  readonly #valid: LRUCache<string, DocumentNode>;
  readonly #own = new WeakSet<DocumentNode>();

  constructor(schema: GraphQLSchema, settings: DocumentsSettings) {
    this.#schema = schema;
    this.#settings = settings;
    const rules = [...specifiedRules, NoProtoVariable];
    this.#rules = settings.introspection ? rules : [...rules, NoSchemaIntrospectionCustomRule];
    this.#valid = new LRUCache({ maxSize: settings.documentCacheLength });
  }

  /** The document, or what is wrong with it. */
  read(text: string): { document: DocumentNode } | { errors: readonly GraphQLError[] } {
    const known = this.#valid.get(text);
    if (known !== undefined) return { document: known };
    const document = this.#parse(text);
    if (document instanceof GraphQLError) return { errors: [document] };
    const errors = validate(this.#schema, document, this.#rules, {
      maxErrors,
      hideSuggestions: !this.#settings.introspection,
    });
    if (errors.length > 0)
      return { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
    this.#own.add(document);
    this.#valid.set(text, document, { size: Math.max(1, text.length) });
    return { document };
  }

  /** A document that somebody found valid, perhaps under another schema. */
  fit(document: DocumentNode): ReturnType<Documents['read']> {
    return this.#own.has(document) ? { document } : this.read(document.loc?.source.body ?? print(document));
  }

  /** The texts read last, the latest first. */
  latest(count: number): string[] {
    const documents = [...this.#valid.values()].slice(0, count);
    return documents.map((document) => document.loc?.source.body ?? print(document));
  }

  #parse(text: string): DocumentNode | GraphQLError {
    const { limits } = this.#settings;
    try {
      const document = parse(text, { maxTokens: limits.maxTokens });
      return exceededLimit(document, limits) ?? document;
    } catch (error) {
      // graphql-js has no other mark for it.
      const tooLong = error instanceof GraphQLError && error.message.includes(`${limits.maxTokens} tokens`);
      if (tooLong) return tooLarge(`A document may have ${limits.maxTokens} tokens.`);
      if (error instanceof GraphQLError) return withCode(error, 'GRAPHQL_PARSE_FAILED');
      // Nested so deep that reading it exhausts the stack.
      if (error instanceof RangeError) return tooLarge('The document is nested too deep.');
      throw error;
    }
  }
}

function tooLarge(message: string): GraphQLError {
  return requestError('OPERATION_TOO_LARGE', message, 400);
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    ...(source && { source }),
    ...(positions && { positions }),
    extensions: { code, http: { status: 400 } },
  });
}
