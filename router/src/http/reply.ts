import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { forClient, statusOf } from '../request/errors.ts';
import { send } from './compression.ts';

const responseJson = 'application/graphql-response+json';

/** Answers with errors and no data, in the media type the client asked for (GraphQL over HTTP, "Media types"). */
export function replyErrors(
  request: IncomingMessage,
  response: ServerResponse,
  errors: readonly GraphQLError[],
): void {
  const accepted = request.headers.accept ?? '';
  const type = accepted.includes(responseJson) ? responseJson : 'application/json';
  // What is left of the body is not read.
  if (!request.complete) response.setHeader('connection', 'close');
  reply(
    response,
    statusOf(errors) ?? 500,
    `${type}; charset=utf-8`,
    JSON.stringify({ errors: errors.map(forClient) }),
  );
}

/** Answers once. */
export function reply(response: ServerResponse, status: number, type: string, body: string): void {
  send(response, status, { 'content-type': type, 'cache-control': 'no-store' }, body);
}
