import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLResolverMap } from '@apollo/subgraph';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { useServer } from 'graphql-ws/use/ws';
import { onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';

/** What a resolver of a foreign subgraph sees: who asks, by the header it was sent. */
export interface ForeignContext {
  caller: string;
}

/** A subgraph of somebody else's, as its own process would serve it. */
export interface ForeignSubgraph {
  name: string;
  sdl: string;
  url: string;
  /** The request headers of every fetch, and of every socket's handshake. */
  readonly received: IncomingMessage['headers'][];
  /** Sockets that are open. */
  sockets(): number;
}

const stranger = { message: 'Say who you are.', extensions: { code: 'WHO_ARE_YOU' } };

/** Serves it over HTTP and WebSocket until the test ends; it turns away whoever does not say who asks. */
export async function foreignSubgraph(
  name: string,
  sdl: string,
  resolvers: GraphQLResolverMap<ForeignContext>,
): Promise<ForeignSubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  const received: IncomingMessage['headers'][] = [];
  const answer = createHandler({
    schema,
    context: ({ raw }) => ({ caller: String(raw.headers.authorization) }),
  });
  const server = createServer((request, response) => {
    received.push(request.headers);
    if (request.headers.authorization !== undefined) void answer(request, response);
    else
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ errors: [stranger] }));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (_, request) => received.push(request.headers));
  useServer(
    { schema, context: ({ connectionParams }) => ({ caller: String(connectionParams?.['authorization']) }) },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return { name, sdl, url, received, sockets: () => sockets.clients.size };
}
