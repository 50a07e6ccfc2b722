import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from './contract.ts';
import { travellingHeaders } from './response-headers.ts';
import { SubgraphUnavailable } from './subgraph-unavailable.ts';
import { untilAborted } from './until-aborted.ts';

/** What a subgraph running in this process offers. */
export interface LocalSubgraph {
  readonly name: string;
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  subscribe(request: SubgraphRequest): AsyncIterable<SubgraphResponse>;
}

export interface LocalTransportSettings {
  /** Longest wait for an answer. @default 10_000 */
  timeoutMs?: number;
}

/** Calls a subgraph that runs in this process: no socket, no JSON, the same contract. */
export function localTransport(
  subgraph: LocalSubgraph,
  { timeoutMs = 10_000 }: LocalTransportSettings = {},
): SubgraphTransport {
  const { name } = subgraph;
  const running = new Set<AbortController>();
  let closed = false;

  /** A signal for one call: aborts with the caller's, and when the transport closes. */
  const begin = (request: SubgraphRequest): { call: AbortController; done: () => void } => {
    const call = new AbortController();
    const onAbort = (): void => call.abort(request.signal?.reason);
    request.signal?.addEventListener('abort', onAbort, { once: true });
    running.add(call);
    const done = (): void => {
      running.delete(call);
      request.signal?.removeEventListener('abort', onAbort);
    };
    if (request.signal?.aborted) onAbort();
    else if (closed) call.abort(closedError(name));
    return { call, done };
  };

  return {
    async execute(request) {
      const { call, done } = begin(request);
      const timeout = new SubgraphUnavailable(name, 'timeout', `no answer within ${timeoutMs} ms`);
      const timer = setTimeout(() => call.abort(timeout), timeoutMs);
      try {
        call.signal.throwIfAborted();
        const { headers, ...response } = await orAborted(
          subgraph.execute({ ...request, signal: call.signal }),
          call.signal,
        );
        return { ...response, ...travellingHeaders(headers ?? {}) };
      } catch (error) {
        throw call.signal.aborted ? call.signal.reason : failed(name, error);
      } finally {
        clearTimeout(timer);
        done();
      }
    },
    subscribe: (request) => ({
      [Symbol.asyncIterator]() {
        const { call, done } = begin(request);
        const events = subgraph.subscribe({ ...request, signal: call.signal })[Symbol.asyncIterator]();
        return untilAborted(events, call, {
          isQuiet: () => request.signal?.aborted ?? false,
          wrap: (error) => failed(name, error),
          done,
        });
      },
    }),
    async close() {
      closed = true;
      for (const call of [...running]) call.abort(closedError(name));
    },
  };
}

function closedError(name: string): SubgraphUnavailable {
  return new SubgraphUnavailable(name, 'closed', 'the transport is closed');
}

function failed(name: string, error: unknown): SubgraphUnavailable {
  if (error instanceof SubgraphUnavailable) return error;
  return new SubgraphUnavailable(name, 'protocol', 'it failed without a GraphQL response', error);
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}
