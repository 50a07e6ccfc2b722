import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../define-subgraph.ts';
import type { ErrorCode } from '../errors/request-error.ts';

/** Ends a response with a JSON value. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Ends a response with one GraphQL error and no data. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: ErrorCode,
  message: string,
): void {
  answerJson(response, status, { errors: [{ message, extensions: { code } }] });
}

/** Ends a response with what a public route answers. */
export async function answerRoute(request: IncomingMessage, response: ServerResponse, route: Route) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const answer = await route(new Request(url));
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(body);
}
