import type { IncomingMessage } from 'node:http';
import { Agent, request as requestHttp } from 'node:http';
import { request as requestHttps, Agent as SecureAgent } from 'node:https';
import { PASSPORT_HEADER, REQUEST_ID_HEADER } from '@ursa/passport';
import type { SubgraphRequest, SubgraphResponse } from '../contract.ts';
import { asGraphqlResponse } from '../graphql-response.ts';
import { travellingHeaders } from '../response-headers.ts';
import { SubgraphUnavailable } from '../subgraph-unavailable.ts';
import { readBody } from './read-body.ts';

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

/** GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/), POST with keep-alive. */
export function httpClient(settings: HttpClientSettings): HttpClient {
  const { name, timeoutMs, maxResponseBytes, maxSockets } = settings;
  const url = new URL(settings.url);
  const secure = url.protocol === 'https:';
  const agent = new (secure ? SecureAgent : Agent)({ keepAlive: true, maxSockets, scheduling: 'lifo' });
  const send = secure ? requestHttps : requestHttp;
  const running = new Set<(error: SubgraphUnavailable) => void>();
  let closed = false;

  const post = (request: SubgraphRequest, mayRepeat: boolean): Promise<SubgraphResponse> =>
    new Promise((resolve, reject) => {
      const body = Buffer.from(bodyOf(request));
      const outgoing = send(url, { method: 'POST', agent, headers: headersOf(request, body.length) });

      const settle = (act: () => void): void => {
        clearTimeout(timer);
        running.delete(giveUp);
        request.signal?.removeEventListener('abort', onAbort);
        act();
      };
      const giveUp = (error: unknown): void => {
        settle(() => reject(error));
        outgoing.destroy();
      };
      const onAbort = (): void => giveUp(request.signal?.reason);
      const timer = setTimeout(
        () => giveUp(new SubgraphUnavailable(name, 'timeout', `no answer within ${timeoutMs} ms`)),
        timeoutMs,
      );
      running.add(giveUp);
      request.signal?.addEventListener('abort', onAbort, { once: true });

      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // The subgraph closed an idle connection just as it was chosen; nobody has read the request.
        const repeat = mayRepeat && outgoing.reusedSocket && error.code === 'ECONNRESET';
        if (repeat) settle(() => resolve(post(request, false)));
        else giveUp(new SubgraphUnavailable(name, 'network', 'the connection failed', error));
      });
      outgoing.on('response', (response) => {
        const refusesUs = response.statusCode === 401 && request.passport !== undefined;
        understand(name, response, maxResponseBytes, refusesUs).then(
          (answer) => settle(() => resolve(answer)),
          giveUp,
        );
      });
      outgoing.end(body);
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
      for (const giveUp of [...running]) giveUp(error);
      agent.destroy();
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

function headersOf(request: SubgraphRequest, contentLength: number): Record<string, string | number> {
  return {
    ...request.headers,
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'content-type': 'application/json',
    'content-length': contentLength,
    ...(request.passport !== undefined && { [PASSPORT_HEADER]: request.passport }),
    [REQUEST_ID_HEADER]: request.requestId,
  };
}

async function understand(
  name: string,
  response: IncomingMessage,
  maxBytes: number,
  refusesUs: boolean,
): Promise<SubgraphResponse> {
  // The passport is ours: that it is refused is no client's fault, whatever the body says.
  if (refusesUs) {
    response.resume();
    throw new SubgraphUnavailable(name, 'protocol', 'it refuses our passport');
  }
  const text = await readBody(response, maxBytes).catch((error: unknown) => {
    throw new SubgraphUnavailable(name, 'network', 'the answer broke off', error);
  });
  if (text === undefined) {
    throw new SubgraphUnavailable(name, 'protocol', `the answer is longer than ${maxBytes} bytes`);
  }
  const answer = asGraphqlResponse(parse(text));
  if (answer === undefined) {
    throw new SubgraphUnavailable(
      name,
      [502, 503, 504].includes(response.statusCode ?? 0) ? 'away' : 'protocol',
      `status ${response.statusCode} without a GraphQL response`,
    );
  }
  return { ...answer, ...travellingHeaders(response.headers) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
