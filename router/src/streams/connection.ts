import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Client } from '../request/client.ts';
import type { Subject } from '../request/subject.ts';
import type { Outlet } from './outlet.ts';

/** One WebSocket, from its handshake on. */
export interface Connection {
  readonly socket: WebSocket;
  readonly outlet: Outlet;
  readonly request: IncomingMessage;
  readonly client: Client;
  /** Known once the client has introduced itself. */
  subject: Subject | null;
  /** Headers that travel to subgraphs with every operation. */
  headers: Readonly<Record<string, string>>;
}
