import type { Metrics } from '@ursa/telemetry';

/** Starts the clock of one execution; calling the answer stops it. */
export type Observe = () => (kind: string, ok: boolean) => void;

/** Measures executions: how long they take, of which kind, and whether an error was told. */
export function operationMetrics(metrics: Metrics, subgraph: string): Observe {
  const durations = metrics.histogram({
    name: 'ursa_subgraph_operation_seconds',
    help: 'Time to execute an operation, or one event of a subscription.',
    labels: { subgraph: 50, kind: 4, result: 2 },
  });
  return () => {
    const stop = durations.start();
    return (kind, ok) => stop({ subgraph, kind, result: ok ? 'ok' : 'error' });
  };
}

/** Tells how many subscriptions run. */
export function streamMetrics(metrics: Metrics, subgraph: string, count: () => number): void {
  metrics.read(
    { name: 'ursa_subgraph_streams', help: 'Subscriptions that run now.', labels: { subgraph: 50 } },
    { subgraph },
    count,
  );
}
