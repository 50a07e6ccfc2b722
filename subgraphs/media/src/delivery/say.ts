import type { ServerResponse } from 'node:http';

/** Ends a response with a sentence; what is left of the request is not read. */
export function say(response: ServerResponse, status: number, message: string, headers = {}): void {
  if (!response.req.complete) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify({ message }));
}
