import { waitFor } from '@ursa/testkit';
import { createClient as createEventStreamClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

/** A subscription as a client holds it. */
export interface Stream {
  /** The payloads of the one root field that was asked for, as they came. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
  readonly events: any[];
  /** What went wrong, or errors that came as an answer. */
  readonly errors: unknown[];
  /** Resolves with the first `count` events. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
  first(count: number): Promise<any[]>;
  /** The code the socket was closed with; over SSE 0 when the stream has ended. */
  readonly closed: number | undefined;
  /** Breaks the connection without a word. */
  kill(): void;
}

export interface Subscription {
  query: string;
  variables?: Record<string, unknown>;
  token?: string;
}

export const commentAdded = (postId: string, after?: string): Subscription => ({
  query: `subscription ($postId: ID!, $after: String) {
    commentAdded(postId: $postId, after: $after) { cursor comment { id body author { username } } }
  }`,
  variables: { postId, ...(after !== undefined && { after }) },
});

export const notificationReceived = (after?: string, subject = 'id body'): Subscription => ({
  query: `subscription ($after: String) {
    notificationReceived(after: $after) { cursor notification { id kind subject { ... on Comment { ${subject} } } } }
  }`,
  variables: after === undefined ? {} : { after },
});

/** Over graphql-transport-ws, on a socket of its own, which does not come back by itself. */
export function overWebSocket(url: string, { token, ...operation }: Subscription): Stream {
  const stream = collector(() => socket?.terminate());
  let socket: WebSocket | undefined;
  const client = createSocketClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
    ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
    on: {
      opened: (opened) => {
        socket = opened as WebSocket;
      },
      closed: (event) => stream.close((event as { code: number }).code),
    },
  });
  client.subscribe(operation, stream.sink);
  onTestFinished(() => void client.dispose());
  return stream;
}

/** Over server-sent events, distinct connections mode. */
export function overEventStream(url: string, { token, ...operation }: Subscription): Stream {
  const stream = collector(() => client.dispose());
  const client = createEventStreamClient({
    url: `${url}/graphql`,
    retryAttempts: 0,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  client.subscribe(operation, {
    ...stream.sink,
    complete: () => stream.close(0),
    error: (error) => {
      stream.sink.error(error);
      stream.close(0);
    },
  });
  onTestFinished(() => client.dispose());
  return stream;
}

function collector(kill: () => void) {
  const events: unknown[] = [];
  const errors: unknown[] = [];
  let closed: number | undefined;
  return {
    events,
    errors,
    kill,
    get closed() {
      return closed;
    },
    close(code: number) {
      closed ??= code;
    },
    async first(count: number) {
      await waitFor(() => events.length >= count || errors.length > 0, { timeoutMs: 15_000 });
      if (errors.length > 0) throw new Error(`the stream failed: ${JSON.stringify(errors)}`);
      return events.slice(0, count);
    },
    sink: {
      next(answer: {
        data?: Record<string, unknown> | null | undefined;
        errors?: readonly unknown[] | undefined;
      }) {
        if (answer.errors) errors.push(...answer.errors);
        else events.push(...Object.values(answer.data ?? {}));
      },
      error: (error: unknown) => void errors.push(error),
      complete: () => {},
    },
  };
}
