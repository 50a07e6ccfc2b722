import type { Log, Metrics } from '@ursa/telemetry';
import type { Scope } from './request/scope.ts';

/** How an operation came in. */
export type Way = 'http' | 'websocket' | 'sse' | 'multipart';

/** One operation, as it ended. */
export interface Ended {
  way: Way;
  scope: Pick<Scope, 'requestId' | 'operation' | 'cost' | 'subject'> | null;
  /** The HTTP status, or how a stream's operation ended. */
  status: number | 'completed' | 'failed' | 'cut off';
  startedAt: number;
}

/** What the router tells of its work: one access line per operation, and metrics. */
export interface Observations {
  /** `startedAt` is of `performance.now()`. */
  ended(ended: Ended): void;
  fetched(subgraph: string, answered: boolean, seconds: number): void;
  /** A plan was wanted; `seconds`: it had to be made. */
  planned(seconds: number | undefined): void;
  /** Another supergraph serves, or was refused. */
  swapped(served: boolean): void;
}

export function observations(metrics: Metrics, log: Log): Observations {
  const operations = metrics.histogram({
    name: 'ursa_router_operation_duration_seconds',
    help: 'From the request to its answer; for subscriptions, to their end.',
    labels: { way: 4, kind: 4, status: 30 },
  });
  const named = metrics.counter({
    name: 'ursa_router_operations_total',
    help: 'Operations by the name their clients gave them; beyond the first two hundred names, as other.',
    labels: { operation: 200 },
  });
  const spent = metrics.counter({
    name: 'ursa_router_operations_seconds_total',
    help: 'The time they took.',
    labels: { operation: 200 },
  });
  const fetches = metrics.histogram({
    name: 'ursa_router_fetch_duration_seconds',
    help: 'How long subgraphs take to answer a fetch.',
    labels: { subgraph: 100, answered: 2 },
  });
  const plans = metrics.counter({
    name: 'ursa_router_plans_total',
    help: 'Plans that operations wanted: found in the cache (hit) or made (miss).',
    labels: { cache: 2 },
  });
  const planning = metrics.histogram({
    name: 'ursa_router_planning_duration_seconds',
    help: 'How long it takes to plan an operation and compile the plan.',
  });
  const swaps = metrics.counter({
    name: 'ursa_router_supergraph_swaps_total',
    help: 'Supergraphs that came in place of another (swapped), or were refused.',
    labels: { outcome: 2 },
  });
  // The line holds nothing that would have to be blacked out.
  const access = log.child({}, { redact: [] });
  return {
    ended({ way, scope, status, startedAt }) {
      const durationMs = Math.round(performance.now() - startedAt);
      const operation = scope?.operation ?? null;
      const kind = operation?.split(' ', 1)[0] ?? 'none';
      operations.observe({ way, kind, status: String(status) }, durationMs / 1_000);
      if (operation !== null) {
        named.add({ operation });
        spent.add({ operation }, durationMs / 1_000);
      }
      const { requestId, subject } = scope ?? {};
      const cost = scope?.cost ?? undefined;
      const viewer = subject?.viewer;
      access.info({ requestId, way, operation, status, durationMs, cost, viewer }, 'operation');
    },
    fetched(subgraph, answered, seconds) {
      fetches.observe({ subgraph, answered: String(answered) }, seconds);
    },
    planned(seconds) {
      plans.add({ cache: seconds === undefined ? 'hit' : 'miss' });
      if (seconds !== undefined) planning.observe({}, seconds);
    },
    swapped(served) {
      swaps.add({ outcome: served ? 'swapped' : 'refused' });
    },
  };
}

/** Tells how many new operations wait for their plans. */
export function observePlanning(metrics: Metrics, queued: () => number): void {
  metrics.read(
    { name: 'ursa_router_plans_queued', help: 'New operations that wait to be planned.' },
    {},
    queued,
  );
}

/** Tells how many WebSockets and event streams are open. */
export function observeConnections(metrics: Metrics, open: () => number): void {
  metrics.read({ name: 'ursa_router_connections', help: 'Open WebSockets and event streams.' }, {}, open);
}
