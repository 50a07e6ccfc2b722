import type { Log, Metrics } from '@ursa/telemetry';
import type { CircuitState } from './circuit.ts';
import type { ResilienceObserver, ResilientTransport } from './resilient-transport.ts';

/** How circuits are told in numbers. */
const states: Record<CircuitState, number> = { closed: 0, 'half-open': 1, open: 2 };

/** Tells of the health of subgraphs. */
export interface ResilienceMetrics {
  of(subgraph: string): ResilienceObserver;
  /** Tells what runs and waits until what is returned is called. */
  watch(subgraph: string, transport: ResilientTransport): () => void;
}

export function resilienceMetrics(metrics: Metrics, log: Log): ResilienceMetrics {
  const labels = { subgraph: 100 };
  const circuits = metrics.gauge({
    name: 'ursa_router_subgraph_circuit',
    help: 'Whether a subgraph is asked: 0 yes (closed), 1 one request tries (half-open), 2 no (open).',
    labels,
  });
  const repeats = metrics.counter({
    name: 'ursa_router_fetch_retries_total',
    help: 'Queries that did not get through: asked again, or not for lack of budget.',
    labels: { ...labels, asked: 2 },
  });
  const running = {
    name: 'ursa_router_fetches_running',
    help: 'Fetches a subgraph is working on.',
    labels,
  };
  const queued = {
    name: 'ursa_router_fetches_queued',
    help: 'Fetches that wait until a subgraph may be asked.',
    labels,
  };
  return {
    of(subgraph) {
      circuits.set({ subgraph }, states.closed);
      return {
        circuitChanged(state) {
          circuits.set({ subgraph }, states[state]);
          if (state === 'open') log.warn({ subgraph }, 'A subgraph fails too often: it is left alone');
          if (state === 'closed') log.info({ subgraph }, 'A subgraph answers again');
        },
        repeated: (asked) => repeats.add({ subgraph, asked: String(asked) }),
      };
    },
    watch(subgraph, transport) {
      const ends = [
        metrics.read(running, { subgraph }, () => transport.running),
        metrics.read(queued, { subgraph }, () => transport.queued),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
