import type { GraphQLFormattedError } from 'graphql';

/** One operation for one subgraph, on behalf of one viewer. */
export interface SubgraphRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** Signed for this subgraph (@ursa/passport); a foreign one goes by `headers`. */
  passport?: string;
  requestId: string;
  /**
   * Further request headers, lower-case names. A subscription's go with the socket's handshake, and are the payload of
   * its `connection_init`.
   */
  headers?: Record<string, string>;
  /** Aborting ends the call: `execute` rejects with the signal's reason, a subscription ends quietly. */
  signal?: AbortSignal;
}

/** A GraphQL response (GraphQL specification §7.1). */
export interface SubgraphResponse {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
  /** Only `set-cookie` and `ursa-subject` travel. */
  headers?: Record<string, string | string[]>;
}

/** How one process calls a subgraph; the caller cannot tell whether it runs next door or in the same process. */
export interface SubgraphTransport {
  /**
   * Runs a query or mutation. Rejects with `SubgraphUnavailable` when no GraphQL response came in time; a
   * mutation may have taken effect nevertheless.
   */
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /**
   * Runs a subscription. It ends when the subgraph completes it, quietly when the request's signal aborts, and
   * with `SubgraphUnavailable` when the connection is lost or the reader falls too far behind: resume by cursor.
   */
  subscribe(request: SubgraphRequest): AsyncIterable<SubgraphResponse>;
  /** Ends what runs and lets the connections go. */
  close(): Promise<void>;
}
