import { PASSPORT_HEADER, REQUEST_ID_HEADER } from '@ursa/passport';
import { traceHeaders } from '@ursa/telemetry';
import { H2CClient, Pool } from 'undici';
import type { SubgraphRequest, SubgraphResponse } from '../contract.ts';
import { SubgraphUnavailable } from '../subgraph-unavailable.ts';
import { addressOf } from './address.ts';
import { PendingAnswer } from './pending-answer.ts';

interface HttpClientSettings {
  name: string;
  url: string;
  timeoutMs: number;
  maxResponseBytes: number;
  maxSockets: number;
}

interface HttpClient {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
}

/**
 * GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/), POST with keep-alive; HTTP/2 with subgraphs that
 * offer it.
 */
export function httpClient(settings: HttpClientSettings): HttpClient {
  const { name, timeoutMs, maxResponseBytes, maxSockets } = settings;
  const { origin, path, socketPath, http2 } = addressOf(settings.url);
  const options = {
    // One timer bounds the whole call.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: timeoutMs, ...(socketPath !== undefined && { socketPath }) },
  };
  const pool = http2
    ? new H2CClient(origin, options)
    : new Pool(origin, { ...options, connections: maxSockets, pipelining: 1 });
  const running = new Set<PendingAnswer>();
  let closed = false;

  const post = (request: SubgraphRequest, mayRepeat: boolean): Promise<SubgraphResponse> =>
    new Promise((resolve, reject) => {
      const answer = new PendingAnswer({ name, timeoutMs, maxBytes: maxResponseBytes }, request, {
        resolve,
        reject,
        // The subgraph closed an idle connection just as it was chosen; nobody has read the request.
        repeat: mayRepeat ? () => resolve(post(request, false)) : undefined,
        done: () => running.delete(answer),
      });
      running.add(answer);
      pool.dispatch({ path, method: 'POST', headers: headersOf(request), body: bodyOf(request) }, answer);
    });

  return {
    async execute(request) {
      if (closed) throw new SubgraphUnavailable(name, 'closed', 'the transport is closed');
      request.signal?.throwIfAborted();
      return post(request, !canChange(request));
    },
    async close() {
      closed = true;
      const error = new SubgraphUnavailable(name, 'closed', 'the transport is closed');
      for (const answer of [...running]) answer.giveUp(error);
      await pool.destroy();
    },
  };
}

/** A document without the word holds no mutation; one with it may be a query all the same and is not repeated. */
function canChange(request: SubgraphRequest): boolean {
  return request.query.includes('mutation');
}

function bodyOf({ query, variables, operationName }: SubgraphRequest): string {
  return JSON.stringify({ query, variables, operationName });
}

function headersOf(request: SubgraphRequest): Record<string, string> {
  return {
    ...request.headers,
    ...traceHeaders(),
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'content-type': 'application/json',
    ...(request.passport !== undefined && { [PASSPORT_HEADER]: request.passport }),
    [REQUEST_ID_HEADER]: request.requestId,
  };
}
