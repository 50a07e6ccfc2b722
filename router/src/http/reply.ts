import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { TextAnswer } from '../engine/answer.ts';
import { answerJson } from '../engine/answer.ts';
import { forClient, statusOf } from '../request/errors.ts';
import { send } from './compression.ts';
import { answerType } from './media-type.ts';

/**
 * Answers with an operation's outcome; `type` is its media type. One that ran has status 200, whatever subgraphs say; one
 * that did not has that of its error, or 400.
 */
export function replyAnswer(
  response: ServerResponse,
  type: string,
  answer: TextAnswer,
  cookies: readonly string[],
): void {
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  const status = answer.data === undefined ? (statusOf(answer.errors ?? []) ?? 400) : 200;
  reply(response, status, type, answerJson(answer));
}

/** Answers with errors and no data, in the media type the client asked for. */
export function replyErrors(
  request: IncomingMessage,
  response: ServerResponse,
  errors: readonly GraphQLError[],
): void {
  const status = statusOf(errors) ?? 500;
  const type = answerType(request.headers.accept) ?? 'application/json; charset=utf-8';
  // What is left of the body is not read.
  if (!request.complete) response.setHeader('connection', 'close');
  if (status === 405) response.setHeader('allow', request.method === 'GET' ? 'POST' : 'GET, POST');
  reply(response, status, type, JSON.stringify({ errors: errors.map(forClient) }));
}

/** Answers once. */
export function reply(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  send(response, status, { 'content-type': type, 'cache-control': 'no-store' }, body);
}
