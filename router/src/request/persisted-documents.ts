import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { requestError } from './errors.ts';

/** What a client says in `extensions.persistedQuery` of the document it means. */
interface Reference {
  readonly sha256Hash: string;
}

/**
 * Documents that clients name by their SHA-256 (automatic persisted queries,
 * https://www.apollographql.com/docs/apollo-server/performance/apq): who is told that one is not known sends it once, and
 * its hash from then on.
 */
export class PersistedDocuments {
  readonly #texts: LRUCache<string, string>;

  /** @param maxLength most characters of documents kept */
  constructor(maxLength: number) {
    this.#texts = new LRUCache({ maxSize: maxLength });
  }

  /** The text of the document that a request means: its own, or the one it names. Throws a GraphQLError. */
  textOf(query: unknown, reference: Reference): unknown {
    if (query === undefined || query === null) {
      const known = this.#texts.get(reference.sha256Hash);
      if (known !== undefined) return known;
      throw requestError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', 200);
    }
    if (typeof query === 'string' && sha256(query) !== reference.sha256Hash) {
      throw requestError('BAD_REQUEST', '"sha256Hash" is not that of "query".', 400);
    }
    return query;
  }

  /** Keeps a document that was found good. */
  keep(text: string, { sha256Hash }: Reference): void {
    if (!this.#texts.has(sha256Hash)) this.#texts.set(sha256Hash, text, { size: text.length });
  }
}

/** The reference in a request's `extensions`, if there is one. Throws a GraphQLError when it makes no sense. */
export function referenceIn(extensions: unknown): Reference | undefined {
  if (extensions === undefined || extensions === null) return undefined;
  if (!isMap(extensions)) throw requestError('BAD_REQUEST', '"extensions" must be a map.', 400);
  const reference = extensions['persistedQuery'];
  if (reference === undefined || reference === null) return undefined;
  if (!isMap(reference) || reference['version'] !== 1 || typeof reference['sha256Hash'] !== 'string') {
    throw requestError('BAD_REQUEST', '"persistedQuery" must be of version 1, with a "sha256Hash".', 400);
  }
  return { sha256Hash: reference['sha256Hash'] };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
