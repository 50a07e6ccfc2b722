import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLResolverMap } from '@apollo/subgraph';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { useServer } from 'graphql-ws/use/ws';
import { onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';

/** What a resolver sees: a signal that aborts when its subscriber's socket is gone. */
export interface SocketContext {
  signal: AbortSignal;
}

/** A subgraph as a process of its own serves it, which can be ended and started again at the same address. */
export interface Restartable {
  name: string;
  sdl: string;
  url: string;
  /** Hangs up on everybody. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function restartable(
  name: string,
  sdl: string,
  resolvers: GraphQLResolverMap<SocketContext>,
): Promise<Restartable> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  let port = 0;
  let stop = async (): Promise<void> => undefined;

  const start = async (): Promise<void> => {
    const server = createServer(createHandler({ schema }));
    const sockets = new WebSocketServer({ server });
    const context = ({ extra }: { extra: { socket: { once(event: 'close', act: () => void): void } } }) => {
      const gone = new AbortController();
      extra.socket.once('close', () => gone.abort());
      return { signal: gone.signal };
    };
    useServer({ schema, context }, sockets);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    stop = () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    };
  };

  await start();
  onTestFinished(() => stop());
  return { name, sdl, url: `http://127.0.0.1:${port}/graphql`, start, stop: () => stop() };
}
