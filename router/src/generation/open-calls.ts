import type { Passports } from '@ursa/passport';
import type { Log, Metrics } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';
import type { SubgraphCallsSettings } from '../engine/subgraph-calls.ts';
import { SubgraphCalls } from '../engine/subgraph-calls.ts';
import { resilienceMetrics } from '../resilience/resilience-metrics.ts';
import type { ResilienceSettings } from '../resilience/resilience-settings.ts';
import { resilientTransport } from '../resilience/resilient-transport.ts';
import type { OpenCalls } from './subgraphs.ts';

export interface CallsParts extends Pick<SubgraphCallsSettings, 'verifySubject' | 'observe'> {
  transports(name: string, url: string): SubgraphTransport;
  readonly passports: Passports | undefined;
  readonly resilience: ResilienceSettings;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Calls to subgraphs over the transports they are given. */
export function openCalls({ transports, resilience, metrics, log, ...calls }: CallsParts): OpenCalls {
  const health = resilienceMetrics(metrics, log);
  return ({ name, url }) => {
    const transport = transports(name, url);
    const resilient = resilientTransport(name, transport, resilience, health.of(name));
    const stopWatching = health.watch(name, resilient);
    return {
      transport,
      calls: new SubgraphCalls({ ...calls, name, transport: resilient }),
      close() {
        stopWatching();
        return transport.close();
      },
    };
  };
}
