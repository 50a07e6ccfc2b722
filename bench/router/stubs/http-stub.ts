import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { MessageReader } from '../load/message-reader.ts';
import type { SubgraphName } from '../shop/shop.ts';
import { Answers } from './answers.ts';

/** A subgraph's HTTP endpoint. Resolves with its port. */
export async function httpStub(name: SubgraphName, onFetch: () => void): Promise<number> {
  const answers = new Answers(name, httpMessage);
  const serve = (socket: Socket): void => {
    const reader = new MessageReader((head, body) => {
      onFetch();
      const stamp = /\r\nauthorization: Bearer (\d{8})(?:\r\n|$)/i.exec(head)?.[1];
      const send = (answer: Buffer, sent: () => void) => void socket.write(answer, sent);
      answers.to(textOf(body), stamp, send).catch((error: Error) => socket.destroy(error));
    });
    socket.setNoDelay(true);
    socket.on('data', (bytes) => reader.push(bytes));
    // A gateway may break off what it no longer needs.
    socket.on('error', () => socket.destroy());
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function httpMessage(json: string): string {
  const length = Buffer.byteLength(json);
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${json}`;
}

function textOf([first, ...others]: readonly Buffer[]): string {
  if (first === undefined) return '';
  return (others.length === 0 ? first : Buffer.concat([first, ...others])).toString();
}
