import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Client } from '../request/client.ts';
import type { Subject } from '../request/subject.ts';

/** One WebSocket, from its handshake on. */
export interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly client: Client;
  /** Known once the client has introduced itself. */
  subject: Subject | null;
  /** Headers that travel to subgraphs with every operation. */
  headers: Readonly<Record<string, string>>;
}
