import type { ExecutionResult } from 'graphql';
import type { Client, ClientOptions } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

export interface Socket {
  client: Client;
  /** Resolves when the connection closes. */
  closed: Promise<{ code: number; reason: string }>;
  /** Starts an operation; what it answers is gathered. */
  run(query: string, variables?: Record<string, unknown>): Running;
}

export interface Running {
  answers: ExecutionResult[];
  /** Rejects with the errors the operation was refused with. */
  done: Promise<void>;
  stop(): void;
}

interface Options {
  authorization?: string;
  headers?: Record<string, string>;
  retryAttempts?: number;
}

/** A graphql-ws client. */
export function openSocket(
  url: string,
  { authorization, headers = {}, retryAttempts = 0 }: Options = {},
): Socket {
  const { promise: closed, resolve } = Promise.withResolvers<{ code: number; reason: string }>();
  class WithHeaders extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers });
    }
  }
  const options: ClientOptions = {
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WithHeaders,
    retryAttempts,
    lazy: false,
    lazyCloseTimeout: 0,
    onNonLazyError: () => undefined,
    on: { closed: (event) => resolve(event as { code: number; reason: string }) },
    ...(authorization !== undefined && { connectionParams: { authorization } }),
  };
  const client = createClient(options);
  onTestFinished(() => client.dispose());

  return {
    client,
    closed,
    run(query, variables = {}) {
      const answers: ExecutionResult[] = [];
      let stop = (): void => undefined;
      const done = new Promise<void>((finish, fail) => {
        stop = client.subscribe(
          { query, variables },
          { next: (answer) => answers.push(answer as ExecutionResult), complete: finish, error: fail },
        );
      });
      done.catch(() => undefined);
      return { answers, done, stop };
    },
  };
}
