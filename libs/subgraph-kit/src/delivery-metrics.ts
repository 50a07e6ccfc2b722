import type { DeliveryMetrics } from '@ursa/outbox';
import type { Metrics } from '@ursa/telemetry';

/** Counts and times the events of a subgraph, by type. */
export function deliveryMetrics(metrics: Metrics, subgraph: string): DeliveryMetrics {
  const events = metrics.counter({
    name: 'ursa_events_total',
    help: 'What became of events, on either side.',
    labels: { subgraph: 50, type: 100, result: 6 },
  });
  const lag = metrics.histogram({
    name: 'ursa_event_publish_lag_seconds',
    help: 'From an event to the moment every consumer has it.',
    labels: { subgraph: 50, type: 100 },
  });
  const handling = metrics.histogram({
    name: 'ursa_event_handling_seconds',
    help: 'Time to handle an event.',
    labels: { subgraph: 50, type: 100 },
  });
  const count = (type: string, result: string) => events.add({ subgraph, type, result });
  return {
    published(type, lagMs) {
      count(type, 'published');
      lag.observe({ subgraph, type }, lagMs / 1_000);
    },
    refused: (type) => count(type, 'refused'),
    handled(type, durationMs) {
      count(type, 'handled');
      handling.observe({ subgraph, type }, durationMs / 1_000);
    },
    duplicate: (type) => count(type, 'duplicate'),
    retried: (type) => count(type, 'retried'),
    dead: (type) => count(type, 'dead'),
  };
}
