import type { WebSocket } from 'ws';

/** Pings a socket and drops it when a whole interval passes without an answer. Returns what stops it. */
export function keepAlive(client: WebSocket, intervalMs: number): () => void {
  let answered = true;
  client.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return client.terminate();
    answered = false;
    client.ping();
  }, intervalMs);
  return () => clearInterval(timer);
}
