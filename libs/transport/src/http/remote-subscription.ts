import type { GraphQLFormattedError } from 'graphql';
import type { Client } from 'graphql-ws';
import type { SubgraphRequest, SubgraphResponse } from '../contract.ts';
import { asGraphqlResponse } from '../graphql-response.ts';
import { Mailbox } from '../mailbox.ts';
import { SubgraphUnavailable } from '../subgraph-unavailable.ts';
import type { SubscriptionSettings } from './subscription-settings.ts';

/** One subscription on the shared socket, from its request to its end, whichever way it ends. */
export class RemoteSubscription {
  readonly events: Mailbox<SubgraphResponse>;
  readonly #settings: SubscriptionSettings;
  readonly #request: SubgraphRequest;
  readonly #onEnd: () => void;
  readonly #startTimer: NodeJS.Timeout;
  #unsubscribe: (() => void) | undefined;
  #attached = false;
  #ended = false;

  constructor(settings: SubscriptionSettings, request: SubgraphRequest, onEnd: () => void) {
    this.#settings = settings;
    this.#request = request;
    this.#onEnd = onEnd;
    this.events = new Mailbox(settings.maxBufferedEvents, () => this.end());
    this.#startTimer = setTimeout(() => {
      this.#unavailable('timeout', `no connection within ${settings.timeoutMs} ms`);
    }, settings.timeoutMs);
  }

  /** Asks for it; `connected` says whether the socket is there already. */
  start(client: Client, connected: boolean): void {
    const { query, variables, operationName, passport, requestId, signal } = this.#request;
    if (signal?.aborted) {
      this.end();
      return;
    }
    signal?.addEventListener('abort', this.end, { once: true });
    if (connected) this.attach();
    this.#unsubscribe = client.subscribe(
      {
        query,
        extensions: { ...(passport !== undefined && { passport }), requestId },
        ...(variables !== undefined && { variables }),
        ...(operationName !== undefined && { operationName }),
      },
      {
        next: (result) => this.#receive(result),
        error: (error) => this.#refused(error),
        complete: () => this.end(),
      },
    );
  }

  /** The socket is there: what is lost with it from now on is lost to the caller. */
  attach(): void {
    this.#attached = true;
    clearTimeout(this.#startTimer);
  }

  /** The socket is gone. One that was still waiting for a socket goes on waiting. */
  connectionLost(): void {
    if (this.#attached) this.#unavailable('network', 'the connection was lost');
  }

  fail(error: Error): void {
    this.events.fail(error);
    this.#finish();
  }

  readonly end = (): void => {
    this.events.end();
    this.#finish();
  };

  #receive(result: unknown): void {
    const response = asGraphqlResponse(result);
    if (response === undefined) {
      this.#unavailable('protocol', 'an event is not a GraphQL response');
    } else if (!this.events.put(response)) {
      this.#unavailable('overflow', `more than ${this.#settings.maxBufferedEvents} events were not read`);
    }
  }

  /** Either the subgraph's GraphQL errors (the operation was never started) or what happened to the socket. */
  #refused(error: unknown): void {
    if (Array.isArray(error)) {
      this.events.put({ errors: error as GraphQLFormattedError[] });
      this.end();
    } else {
      this.#unavailable('network', 'the connection failed', error);
    }
  }

  #unavailable(reason: SubgraphUnavailable['reason'], detail: string, cause?: unknown): void {
    this.fail(new SubgraphUnavailable(this.#settings.name, reason, detail, cause));
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#startTimer);
    this.#request.signal?.removeEventListener('abort', this.end);
    this.#unsubscribe?.();
    this.#onEnd();
  }
}
