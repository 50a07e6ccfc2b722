import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

/** The limit: a process that writes the bytes it is given to everybody, and does nothing else. */
const everybody = new Set<WebSocket>();
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  perMessageDeflate: false,
  handleProtocols: () => 'graphql-transport-ws',
});

server.on('connection', (socket) => {
  socket.on('message', (bytes: Buffer) => {
    const { type } = JSON.parse(bytes.toString());
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (type === 'subscribe') everybody.add(socket);
  });
  socket.on('close', () => everybody.delete(socket));
});
server.on('listening', () => process.send?.('listening'));

process.on('message', (event: string) => {
  const bytes = Buffer.from(event);
  for (const socket of everybody) socket.send(bytes, { binary: false });
});
process.on('disconnect', () => process.exit());
