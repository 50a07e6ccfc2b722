import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, parse } from 'graphql';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { review } from '../shop/goods.ts';
import type { SubgraphName } from '../shop/shop.ts';
import { subgraphSchema } from '../shop/shop.ts';
import { Template } from './template.ts';

interface ClientMessage {
  readonly type: 'connection_init' | 'subscribe' | 'complete' | 'ping' | 'pong';
  readonly id: string;
  readonly payload: { readonly query: string };
}

export interface LiveStub {
  readonly port: number;
  /** Tells all who have subscribed; the event bears this number. */
  publish(stamp: string): void;
}

/** A subgraph's subscriptions, over graphql-transport-ws; it has nothing else to tell. */
export async function liveStub(name: SubgraphName): Promise<LiveStub> {
  const schema = subgraphSchema(name);
  const subscribers = new Map<WebSocket, Map<string, Template>>();
  const server = createServer((_request, response) => response.end('{"data":{"__typename":"Query"}}'));
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });

  sockets.on('connection', (socket) => {
    const subscriptions = new Map<string, Template>();
    subscribers.set(socket, subscriptions);
    socket.on('close', () => subscribers.delete(socket));
    socket.on('message', async (bytes: Buffer) => {
      const { type, id, payload } = JSON.parse(bytes.toString()) as ClientMessage;
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'ping') socket.send('{"type":"pong"}');
      if (type === 'complete') subscriptions.delete(id);
      if (type === 'subscribe') subscriptions.set(id, await eventOf(id, payload.query));
    });
  });

  async function eventOf(id: string, query: string): Promise<Template> {
    const answer = await execute({ schema, document: parse(query), rootValue: { reviewAdded: review(1) } });
    return new Template(JSON.stringify({ id, type: 'next', payload: answer }));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    publish(stamp) {
      for (const [socket, subscriptions] of subscribers) {
        for (const event of subscriptions.values()) socket.send(event.for(stamp), { binary: false });
      }
    },
  };
}
