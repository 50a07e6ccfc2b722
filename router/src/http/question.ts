import type { IncomingMessage } from 'node:http';
import { requestError } from '../request/errors.ts';
import { readJson } from './body.ts';

/** What a request asks, before it is known to make sense. */
export interface Question {
  method: string;
  /** The parsed body of a POST request. */
  body: unknown;
  /** The query string, with its question mark. */
  search: string;
  /** The parameters, from wherever the method puts them (GraphQL over HTTP, "Request"). */
  params: Record<string, unknown>;
}

/** Throws a GraphQLError with its status when the body cannot be read. */
export async function readQuestion(request: IncomingMessage, maxBodyBytes: number): Promise<Question> {
  const { method = 'GET', url = '' } = request;
  const at = url.indexOf('?');
  const search = at < 0 ? '' : url.slice(at);
  if (method !== 'POST') return { method, body: undefined, search, params: paramsOf(search) };
  const body = await readJson(request, maxBodyBytes);
  const params = typeof body === 'object' && body !== null ? { ...body } : {};
  return { method, body, search, params };
}

function paramsOf(search: string): Record<string, unknown> {
  const given = new URLSearchParams(search);
  return {
    query: given.get('query') ?? undefined,
    documentId: given.get('documentId') ?? undefined,
    extensions: parseMap('extensions', given.get('extensions')),
    operationName: given.get('operationName') ?? undefined,
    variables: parseMap('variables', given.get('variables')),
  };
}

function parseMap(name: string, text: string | null): unknown {
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw requestError('BAD_REQUEST', `"${name}" must be JSON.`, 400);
  }
}
