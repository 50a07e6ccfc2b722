import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Log } from '@ursa/telemetry';
import { z } from 'zod';
import { requestError } from './errors.ts';

/** Which documents are answered: any, any with those logged that are not in the manifest, or those of the manifest alone. */
export const documentModes = ['any', 'prefer', 'only'] as const;

export interface TrustedDocumentsSettings {
  readonly mode: (typeof documentModes)[number];
  /**
   * A JSON file of texts by their hashes, as graphql-codegen's client preset writes `persisted-documents.json`; null:
   * there is none.
   */
  readonly manifest: string | null;
}

type Params = Record<string, unknown>;

/**
 * The documents that were registered before, which clients name by `documentId` (GraphQL over HTTP, "Persisted
 * Documents"), and what is done with others.
 */
export class TrustedDocuments {
  readonly #mode: TrustedDocumentsSettings['mode'];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #trusted: ReadonlySet<string>;
  readonly #log: Log;

  /** Throws when the manifest cannot be read. */
  constructor({ mode, manifest }: TrustedDocumentsSettings, log: Log) {
    this.#mode = mode;
    this.#texts = manifest === null ? new Map() : readManifest(manifest);
    this.#trusted = new Set(this.#texts.values());
    this.#log = log;
  }

  /** The parameters of a request, with the text of the document they name. Throws a GraphQLError with its status. */
  resolve(params: Params): Params {
    const { documentId, ...rest } = params;
    if (documentId !== undefined && documentId !== null) return { ...rest, query: this.#named(params) };
    const { query } = params;
    if (this.#mode === 'any') return params;
    if (typeof query === 'string' && !isNone(query)) {
      if (!this.#trusted.has(query)) this.#stranger(query);
      return params;
    }
    // An automatic persisted query: what is in the manifest is known before anybody has sent it.
    const known = this.#texts.get(hashIn(params) ?? '');
    if (known !== undefined) return { ...params, query: known };
    if (this.#mode === 'prefer' || hashIn(params) === undefined) return params;
    throw requestError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', 200);
  }

  #named({ documentId, query }: Params): string {
    if (typeof documentId !== 'string') throw requestError('BAD_REQUEST', '"documentId" must be text.', 400);
    if (!isNone(query))
      throw requestError('BAD_REQUEST', 'A request has a "query" or a "documentId", not both.', 400);
    const text = this.#texts.get(documentId.replace(/^sha256:/, ''));
    if (text !== undefined) return text;
    throw requestError('PERSISTED_DOCUMENT_NOT_FOUND', 'No document is registered under this id.', 400);
  }

  #stranger(query: string): void {
    const sha256 = createHash('sha256').update(query).digest('hex');
    if (this.#mode === 'only')
      throw requestError('PERSISTED_DOCUMENT_REQUIRED', 'Only registered documents are answered.', 400);
    this.#log.warn({ sha256 }, 'A document is not in the manifest');
  }
}

/** graphql-transport-ws wants a text in its place. */
function isNone(query: unknown): boolean {
  return query === undefined || query === null || query === '';
}

function hashIn({ extensions }: Params): string | undefined {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? hash : undefined;
}

const manifestSchema = z.record(z.string(), z.string());

function readManifest(file: string): Map<string, string> {
  return new Map(Object.entries(manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))));
}
