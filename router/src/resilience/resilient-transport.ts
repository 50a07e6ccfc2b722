import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import { backoffMs, pause } from '../engine/subscription/backoff.ts';
import type { CircuitState, Outcome } from './circuit.ts';
import { Circuit } from './circuit.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import type { ResilienceSettings } from './resilience-settings.ts';
import { RetryBudget } from './retry-budget.ts';

/** What is told of it. */
export interface ResilienceObserver {
  circuitChanged(state: CircuitState): void;
  /** A query is asked again; false: the budget does not allow it. */
  repeated(asked: boolean): void;
}

/** A transport that keeps a subgraph's trouble to itself. */
export interface ResilientTransport extends SubgraphTransport {
  readonly running: number;
  readonly queued: number;
}

/**
 * Keeps to a number of requests at the same time, repeats queries that did not get through, and leaves a subgraph alone
 * that fails too often. What is not asked for these reasons rejects with `SubgraphUnavailable` at once. Subscriptions go
 * through as they are: who reads one opens it again.
 */
export function resilientTransport(
  name: string,
  inner: SubgraphTransport,
  { retry, circuit, concurrency }: ResilienceSettings,
  observer: ResilienceObserver,
): ResilientTransport {
  const breaker = new Circuit(circuit, observer.circuitChanged);
  const limit = new ConcurrencyLimit(concurrency);
  const budget = new RetryBudget(retry.budgetPercent);

  const broken = () => new SubgraphUnavailable(name, 'broken', 'it failed too often');

  const once = async (request: SubgraphRequest): Promise<SubgraphResponse> => {
    if (breaker.refuses) throw broken();
    if (!limit.tryEnter() && !(await limit.wait(request.signal))) {
      throw new SubgraphUnavailable(name, 'overload', 'too many requests wait for it');
    }
    let outcome: Outcome | undefined;
    try {
      if (!breaker.admit()) throw broken();
      outcome = 'given up';
      const response = await inner.execute(request);
      outcome = turnsAway(response) ? 'failed' : 'answered';
      return response;
    } catch (error) {
      if (outcome !== undefined && countsAsFailure(error)) outcome = 'failed';
      throw error;
    } finally {
      if (outcome !== undefined) breaker.note(outcome);
      limit.leave();
    }
  };

  const mayRepeat = async ({ query, signal }: SubgraphRequest, attempt: number): Promise<boolean> => {
    if (attempt >= retry.attempts || query.includes('mutation') || signal?.aborted) return false;
    const asked = budget.spend();
    observer.repeated(asked);
    return asked && pause(backoffMs(retry, attempt), signal);
  };

  return {
    async execute(request) {
      budget.earn();
      for (let attempt = 0; ; attempt += 1) {
        try {
          const response = await once(request);
          if (!turnsAway(response) || !(await mayRepeat(request, attempt))) return response;
        } catch (error) {
          if (!didNotGetThrough(error) || !(await mayRepeat(request, attempt))) throw error;
        }
      }
    },
    subscribe: (request) => inner.subscribe(request),
    close: () => inner.close(),
    get running() {
      return limit.running;
    },
    get queued() {
      return limit.queued;
    },
  };
}

/** A subgraph that stops answers so. */
function turnsAway({ data, errors }: SubgraphResponse): boolean {
  if (data || errors === undefined) return false;
  return errors.some(({ path, extensions }) => !path && extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE');
}

function countsAsFailure(error: unknown): boolean {
  return error instanceof SubgraphUnavailable && error.reason !== 'closed';
}

/** Asked again it may answer, and has nothing to do twice. One that is slow is not asked for more. */
function didNotGetThrough(error: unknown): boolean {
  return error instanceof SubgraphUnavailable && (error.reason === 'network' || error.reason === 'away');
}
