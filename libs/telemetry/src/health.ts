import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { within } from './within.ts';

/** Resolves when the part works; rejects, or hangs, when it does not. */
export type Check = () => unknown;

export interface HealthSettings {
  metrics: Metrics;
  log: Log;
  /** What must work before traffic may come, by name. */
  checks?: Record<string, Check>;
  /** Longest wait for one check. @default 1_000 */
  checkTimeoutMs?: number;
}

/** What orchestrators ask a process. */
export interface Health {
  /** From now on `/ready` depends on the checks; until then it is 503. */
  started(): void;
  /** From now on `/ready` is 503 for good: no new traffic, please. */
  stopping(): void;
  /** Answers `/health`, `/ready` and `/metrics`; false: the request is somebody else's. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

export function createHealth(settings: HealthSettings): Health {
  const { metrics, log, checks = {}, checkTimeoutMs = 1_000 } = settings;
  let phase: 'starting' | 'started' | 'stopping' = 'starting';

  const ready = async (response: ServerResponse): Promise<void> => {
    if (phase !== 'started') return answer(response, 503, { status: phase });
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await passes(name, check)] as const),
    );
    const works = results.every(([, passed]) => passed);
    const parts = Object.fromEntries(results.map(([name, passed]) => [name, passed ? 'ok' : 'failing']));
    answer(response, works ? 200 : 503, { status: works ? 'ok' : 'failing', checks: parts });
  };

  const passes = async (name: string, check: Check): Promise<boolean> => {
    try {
      await within(checkTimeoutMs, check);
      return true;
    } catch (error) {
      log.warn({ err: error, check: name }, 'readiness check failed');
      return false;
    }
  };

  return {
    started() {
      if (phase === 'starting') phase = 'started';
    },
    stopping() {
      phase = 'stopping';
    },
    handle(request, response) {
      const path = request.url?.split('?', 1)[0];
      if (path === '/health') {
        answer(response, 200, { status: 'ok' });
      } else if (path === '/ready') {
        void ready(response);
      } else if (path === '/metrics') {
        metrics.text().then(
          (text) => send(response, 200, metrics.contentType, text),
          (error: unknown) => {
            log.error({ err: error }, 'collecting metrics failed');
            send(response, 500, 'text/plain', 'collecting metrics failed\n');
          },
        );
      } else {
        return false;
      }
      return true;
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json', `${JSON.stringify(body)}\n`);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
