import type { FormattedExecutionResult } from 'graphql';
import { createClient as createEventsClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

// biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
type Told = FormattedExecutionResult<any, any>;

/** A running subscription: what it answered so far, and its end. */
export interface Stream {
  readonly answers: readonly Told[];
  /** Resolves when the operation completes; rejects when it is refused or its connection breaks. */
  readonly done: Promise<void>;
  stop(): void;
}

/** Carries subscriptions of one client; what is left of it ends with the test. */
export interface StreamClient {
  subscribe(query: string, variables?: Record<string, unknown>): Stream;
  /** Cuts every connection, as a network does: nobody says goodbye. */
  cut(): void;
}

/** graphql-transport-ws: all subscriptions on one socket, with the token in `connection_init`. */
export function socketClient(url: string, token?: string): StreamClient {
  const open = new Set<WebSocket>();
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols);
      open.add(this);
    }
  }
  const client = createSocketClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: Socket,
    retryAttempts: 0,
    ...(token && { connectionParams: { authorization: `Bearer ${token}` } }),
  });
  onTestFinished(() => client.dispose());
  return {
    subscribe: (query, variables = {}) => gather((sink) => client.subscribe({ query, variables }, sink)),
    cut: () => {
      for (const socket of open) socket.terminate();
    },
  };
}

/** GraphQL over server-sent events, in distinct connections mode: a connection per subscription. */
export function eventsClient(url: string, token?: string): StreamClient {
  const cutting = new AbortController();
  const client = createEventsClient({
    url: `${url}/graphql`,
    retryAttempts: 0,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    fetchFn: (input: string, init: RequestInit) =>
      fetch(input, {
        ...init,
        signal: AbortSignal.any([...(init.signal ? [init.signal] : []), cutting.signal]),
      }),
  });
  onTestFinished(() => client.dispose());
  return {
    subscribe: (query, variables = {}) => gather((sink) => client.subscribe({ query, variables }, sink)),
    cut: () => cutting.abort(),
  };
}

interface Sink {
  next(answer: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

function gather(subscribe: (sink: Sink) => () => void): Stream {
  const answers: Told[] = [];
  let stop = (): void => {};
  const done = new Promise<void>((complete, error) => {
    stop = subscribe({ next: (answer) => answers.push(answer as Told), error, complete });
  });
  done.catch(() => {});
  return { answers, done, stop };
}
