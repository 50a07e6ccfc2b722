import type { IncomingMessage } from 'node:http';
import type { DocumentNode } from 'graphql';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { requestError } from '../request/errors.ts';
import { readJson } from './body.ts';

/** What a request asks, before it is known to make sense. */
export interface Question {
  method: string;
  /** The parameters, from wherever the method puts them (GraphQL over HTTP, "Request"). */
  params: Record<string, unknown>;
  /** Several operations, each as unproven, where the body is a list. */
  operations?: readonly unknown[];
}

/** Throws a GraphQLError with its status when the body cannot be read. */
export async function readQuestion(request: IncomingMessage, maxBodyBytes: number): Promise<Question> {
  const { method = 'GET', url = '' } = request;
  if (method === 'GET') {
    const at = url.indexOf('?');
    return { method, params: paramsOf(at < 0 ? '' : url.slice(at)) };
  }
  if (method !== 'POST') throw requestError('BAD_REQUEST', 'GraphQL is asked by GET or POST.', 405);
  const body = await readJson(request, maxBodyBytes);
  if (Array.isArray(body)) return { method, params: {}, operations: body };
  if (typeof body !== 'object' || body === null) {
    throw requestError('BAD_REQUEST', 'The body must be a map.', 400);
  }
  return { method, params: body as Record<string, unknown> };
}

/** Refuses what GET may not do. Throws a GraphQLError with status 405. */
export function requireQuery(document: DocumentNode, operationName: string | undefined): void {
  const { operation } = getOperationAST(document, operationName) ?? {};
  if (operation === undefined || operation === OperationTypeNode.QUERY) return;
  throw requestError('BAD_REQUEST', `A ${operation} needs a POST request.`, 405);
}

function paramsOf(search: string): Record<string, unknown> {
  const given = new URLSearchParams(search);
  return {
    query: once('query', given),
    documentId: once('documentId', given),
    operationName: once('operationName', given),
    variables: parseMap('variables', given),
    extensions: parseMap('extensions', given),
  };
}

function once(name: string, given: URLSearchParams): string | undefined {
  const values = given.getAll(name);
  if (values.length > 1) throw requestError('BAD_REQUEST', `"${name}" stands there more than once.`, 400);
  return values[0];
}

function parseMap(name: string, given: URLSearchParams): unknown {
  const text = once(name, given);
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw requestError('BAD_REQUEST', `"${name}" must be JSON.`, 400);
  }
}
