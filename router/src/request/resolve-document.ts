import type { DocumentNode, GraphQLError } from 'graphql';
import type { Documents } from './documents.ts';
import type { Params } from './params.ts';
import { checkParams } from './params.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { referenceIn } from './persisted-documents.ts';

/** A request that makes sense, or what is wrong with its document. */
export type Resolved = { document: DocumentNode; params: Params } | { errors: readonly GraphQLError[] };

/** Finds the document that a request brings or names. Throws a GraphQLError with its status. */
export function resolveDocument(
  given: Record<string, unknown>,
  documents: Documents,
  persisted: PersistedDocuments,
): Resolved {
  const reference = referenceIn(given['extensions']);
  const params = checkParams(
    reference === undefined ? given : { ...given, query: persisted.textOf(given['query'], reference) },
  );
  const read = documents.read(params.query);
  if ('errors' in read) return read;
  if (reference !== undefined) persisted.keep(params.query, reference);
  return { document: read.document, params };
}
