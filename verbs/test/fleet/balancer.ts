import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** One address for several processes: every connection goes to the next of them that takes it. */
export interface Balancer {
  readonly port: number;
  /** The processes' ports, as they come and go. */
  readonly ports: Set<number>;
  close(): Promise<void>;
}

export async function startBalancer(): Promise<Balancer> {
  const ports = new Set<number>();
  const sockets = new Set<Socket>();
  let turn = 0;

  const hold = (socket: Socket): Socket => {
    sockets.add(socket.setNoDelay());
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const lead = (client: Socket, [port, ...others]: number[]): void => {
    if (port === undefined) return void client.destroy();
    const upstream = hold(connect(port, '127.0.0.1'));
    let taken = false;
    upstream.once('connect', () => {
      taken = true;
      client.pipe(upstream).pipe(client);
      client.on('close', () => upstream.destroy());
    });
    upstream.on('close', () => (taken ? client.destroy() : lead(client, others)));
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const all = [...ports];
    const first = turn++ % Math.max(1, all.length);
    lead(hold(client), [...all.slice(first), ...all.slice(0, first)]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    ports,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
