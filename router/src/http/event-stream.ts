import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { answerForClient } from '../request/errors.ts';
import type { StreamSettings } from '../settings.ts';

/** Whether the client asks for GraphQL over server-sent events, distinct connections mode. */
export function wantsEventStream({ headers, url = '' }: IncomingMessage): boolean {
  const accepted = headers.accept ?? '';
  return accepted.includes('text/event-stream') || url.split('?', 1)[0] === '/graphql/stream';
}

/**
 * One operation's answers as server-sent events (https://github.com/enisdenjo/graphql-sse, "Distinct connections
 * mode"). Comments keep the connection alive.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #settings: StreamSettings;
  readonly #pings: NodeJS.Timeout;

  constructor(response: ServerResponse, settings: StreamSettings) {
    this.#response = response;
    this.#settings = settings;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write(':\n\n');
    this.#pings = setInterval(() => {
      if (!response.writableNeedDrain) response.write(':\n\n');
    }, settings.pingIntervalMs);
    response.once('close', () => clearInterval(this.#pings));
  }

  /** Resolves once there is room for more; a client that takes nothing is cut off. */
  async next(answer: ExecutionResult): Promise<void> {
    const told = JSON.stringify(answerForClient(answer));
    if (this.#response.destroyed || this.#response.write(`event: next\ndata: ${told}\n\n`)) return;
    try {
      await once(this.#response, 'drain', { signal: AbortSignal.timeout(this.#settings.stallTimeoutMs) });
    } catch {
      this.#response.destroy();
    }
  }

  /** Says that there is no more to come. */
  complete(): void {
    this.#response.end('event: complete\ndata:\n\n');
  }

  /** Ends without saying so: the client knows that it has to come back. */
  breakOff(): void {
    this.#response.end();
  }
}
