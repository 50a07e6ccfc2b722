import type { IncomingMessage, ServerResponse } from 'node:http';

/** A subgraph's own paths below a prefix, public like its routes, with bodies of any size in both directions. */
export interface Mount {
  /** Begins and ends with a slash: `/media/`. */
  readonly prefix: string;
  /** A client must have sent its whole request in this time. */
  readonly requestTimeoutMs: number;
  /** Answers a request below the prefix. What it throws is a bug; the connection is cut. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** The mount that a path belongs to, if any. */
export function mountAt(mounts: readonly Mount[], path: string): Mount | undefined {
  return mounts.find(({ prefix }) => path.startsWith(prefix));
}

/** How long a server with these mounts waits for a whole request; {@link requireWholeIn} asks more of the others. */
export function longestRequestMs(mounts: readonly Mount[], ownMs: number): number {
  return Math.max(ownMs, ...mounts.map(({ requestTimeoutMs }) => requestTimeoutMs));
}

/** Ends a request with 408 whose body is not there in this time: Node knows one timeout per server only. */
export function requireWholeIn(timeoutMs: number, request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (!response.headersSent) response.writeHead(408, { connection: 'close' }).end();
    request.destroy();
  }, timeoutMs);
  timer.unref();
  const clear = () => clearTimeout(timer);
  request.once('end', clear).once('close', clear);
}
