import { createPassports, generateKey } from '@ursa/passport';
import { createLog } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';
import { compiledEngine } from '../../../src/engine/compiled-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Planner } from '../../../src/engine/planner.ts';
import { SubgraphCalls } from '../../../src/engine/subgraph-calls.ts';
import type { LoadedSupergraph } from '../../../src/engine/supergraph.ts';
import type { Scope } from '../../../src/request/scope.ts';
import { openScope } from '../../../src/request/scope.ts';
import { defaultSettings } from '../../../src/settings.ts';

const passports = createPassports({ issuer: 'router', privateKey: generateKey('router') });
const log = createLog({ name: 'router', level: 'silent' });

/** Our engine over these subgraphs. */
export function ourEngine(
  loaded: LoadedSupergraph,
  planner: Planner,
  transports: ReadonlyMap<string, SubgraphTransport>,
  splitFetches: boolean | 'always' = defaultSettings.splitFetches,
): Engine {
  const calls = [...transports].map(
    ([name, transport]) =>
      new SubgraphCalls({ name, transport, passports, verifySubject: async () => undefined }),
  );
  // Whatever it costs: answers are compared, not what is allowed.
  const demand = { ...defaultSettings.demand, maxCost: 0 };
  return compiledEngine(loaded, calls, { ...defaultSettings, demand, splitFetches }, planner);
}

/** A scope of nobody. */
export function anyScope(): Scope {
  const { signal } = new AbortController();
  return openScope({ subject: null, address: null, headers: {}, mutationHeaders: {}, signal, log });
}
