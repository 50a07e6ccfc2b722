import type { Passports } from '@ursa/passport';
import type { Log, Metrics } from '@ursa/telemetry';
import { isTracing } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';
import type { SubgraphCallsSettings } from '../engine/subgraph-calls.ts';
import { SubgraphCalls } from '../engine/subgraph-calls.ts';
import type { HeaderRulesByName } from '../request/header-rules.ts';
import { headerRulesFor } from '../request/header-rules.ts';
import { resilienceMetrics } from '../resilience/resilience-metrics.ts';
import type { ResilienceSettings } from '../resilience/resilience-settings.ts';
import { resilientTransport } from '../resilience/resilient-transport.ts';
import { sharingTransport } from '../sharing/sharing-transport.ts';
import type { OpenCalls } from './subgraphs.ts';
import { tracedTransport } from './traced-transport.ts';

export interface CallsParts extends Pick<SubgraphCallsSettings, 'verifySubject' | 'observe'> {
  transports(name: string, url: string): SubgraphTransport;
  readonly passports: Passports | undefined;
  readonly resilience: ResilienceSettings;
  /** Whether a fetch that is on its way for the same asker already is not sent again. */
  readonly shareFetches: boolean;
  /** Subgraphs whose answers depend on nobody. */
  readonly publicSubgraphs: readonly string[];
  /** What becomes of the request headers that go to subgraphs. */
  readonly headers: HeaderRulesByName;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Calls to subgraphs over the transports they are given. */
export function openCalls(parts: CallsParts): OpenCalls {
  const { transports, resilience, shareFetches, publicSubgraphs, headers, metrics, log, ...calls } = parts;
  const health = resilienceMetrics(metrics, log);
  const shared = metrics.counter({
    name: 'ursa_router_fetches_shared_total',
    help: 'Fetches that were not sent: the same one was on its way.',
    labels: { subgraph: 100 },
  });
  return ({ name, url }) => {
    const transport = transports(name, url);
    const resilient = resilientTransport(name, transport, resilience, health.of(name));
    const asked = isTracing() ? tracedTransport(name, resilient) : resilient;
    const sharing = {
      public: publicSubgraphs.includes(name),
      observe: () => shared.add({ subgraph: name }),
    };
    const stopWatching = health.watch(name, resilient);
    return {
      transport,
      calls: new SubgraphCalls({
        ...calls,
        name,
        rules: headerRulesFor(headers, name),
        transport: shareFetches ? sharingTransport(asked, sharing) : asked,
      }),
      close() {
        stopWatching();
        return transport.close();
      },
    };
  };
}
