import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { SubgraphRequest } from '../src/index.ts';
import type { TestSubgraph } from './test-subgraph.ts';
import { schema } from './test-subgraph.ts';

/** A subgraph as a process of its own would serve it. */
export interface Served {
  url: string;
  /** Connections that are open, and how many there ever were. */
  readonly connections: { open: number; ever: number; sockets: number };
  /** Hangs up on everybody, as when the process is killed. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Serves it on this port, or a free one. `intercept` may answer instead: then it returns true. */
export async function serve(
  subgraph: TestSubgraph,
  { port = 0, intercept = () => false }: { port?: number; intercept?: Intercept } = {},
): Promise<Served> {
  const connections = { open: 0, ever: 0, sockets: 0 };
  const open = new Set<Socket>();
  const http = createServer((request, response) => {
    if (!intercept(request, response)) void answer(subgraph, request, response);
  });
  http.on('connection', (socket: Socket) => {
    open.add(socket);
    connections.open += 1;
    connections.ever += 1;
    socket.on('close', () => {
      open.delete(socket);
      connections.open -= 1;
    });
  });

  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    connections.sockets += 1;
    socket.on('close', () => {
      connections.sockets -= 1;
    });
  });
  useServer(
    {
      schema,
      onSubscribe: (_, __, payload) => {
        const { query, variables, extensions } = payload;
        const contextValue = { query, variables, ...extensions };
        return { schema, document: parse(query), contextValue };
      },
      subscribe: (args) => subgraph.open(args.contextValue as SubgraphRequest),
    },
    sockets,
  );
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');

  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
    connections,
    hangUp() {
      for (const socket of open) socket.destroy();
    },
    async close() {
      const closed = once(http, 'close');
      http.close();
      sockets.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

async function answer(
  subgraph: TestSubgraph,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = request.headers as Record<string, string>;
  try {
    const { headers: replyHeaders, ...body } = await subgraph.execute({
      ...JSON.parse(Buffer.concat(chunks).toString()),
      passport: headers['ursa-passport'],
      requestId: headers['ursa-request-id'],
      headers,
      signal: gone.signal,
    });
    response.writeHead(200, { ...replyHeaders, 'content-type': 'application/graphql-response+json' });
    response.end(JSON.stringify(body));
  } catch {
    response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal Server Error</h1>');
  }
}
