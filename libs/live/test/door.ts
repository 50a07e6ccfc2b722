import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A way to a server that can be shut, or fall silent, as a network does. */
export interface Door {
  url: string;
  /** Connections that are open through it. */
  connections(): number;
  /** Drops every connection and refuses new ones, as when the server is killed. */
  shut(): Promise<void>;
  /** Opens it again. */
  reopen(): Promise<void>;
  /** Lets nothing more through on the connections there are, without closing them: half-open. */
  freeze(): void;
}

export async function openDoor(target: string): Promise<Door> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  const frozen = new WeakSet<Socket>();

  const server = createServer((inside) => {
    const outside = connect(Number(port || 6379), hostname);
    const pair = [inside, outside] as const;
    pairs.add(pair);
    const close = (): void => {
      pairs.delete(pair);
      inside.destroy();
      outside.destroy();
    };
    const pass = (from: Socket, to: Socket): void => {
      from.on('data', (bytes) => frozen.has(inside) || to.write(bytes));
      from.on('error', close).on('close', close);
    };
    pass(inside, outside);
    pass(outside, inside);
  });

  const listen = async (at: number): Promise<void> => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const address = server.address() as AddressInfo;

  return {
    url: `redis://127.0.0.1:${address.port}`,
    connections: () => pairs.size,
    async shut() {
      const closed = once(server, 'close');
      server.close();
      for (const [inside, outside] of pairs) {
        inside.destroy();
        outside.destroy();
      }
      await closed;
      pairs.clear();
    },
    reopen: () => listen(address.port),
    freeze() {
      for (const [inside] of pairs) frozen.add(inside);
    },
  };
}
