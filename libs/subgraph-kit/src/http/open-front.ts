import type { Verifier } from '@ursa/passport';
import type { Health, Log } from '@ursa/telemetry';
import type { Mount } from '@ursa/transport';
import type { Route } from '../define-subgraph.ts';
import type { Execution } from '../execution/open-execution.ts';
import type { SubgraphSettings } from '../settings.ts';
import { startApollo } from './apollo.ts';
import type { SubgraphServer } from './subgraph-server.ts';
import { createSubgraphServer } from './subgraph-server.ts';
import { subscriptionServer } from './subscription-server.ts';

export interface FrontParts {
  readonly verifier: Verifier;
  readonly health: Health;
  readonly routes: Readonly<Record<string, Route>>;
  readonly mounts: readonly Mount[];
  readonly settings: SubgraphSettings;
  readonly log: Log;
}

/** Puts together what serves a subgraph to other processes: Apollo Server, graphql-ws, and the HTTP server of both. */
export async function openFront(execution: Execution, parts: FrontParts): Promise<SubgraphServer> {
  const { schema, engine, contextOf, prepare, door } = execution;
  const { verifier, settings, log } = parts;
  const apollo = await startApollo(schema, engine, log);
  const { maxBodyBytes, maxSubscriptionsPerSocket } = settings;
  const server = createSubgraphServer({
    graphql: { apollo, verifier, contextOf, maxBodyBytes },
    subscriptions: subscriptionServer({ schema, verifier, prepare, ...door, maxSubscriptionsPerSocket }),
    ...parts,
  });
  return {
    listen: server.listen,
    settle: server.settle,
    async stop(graceMs) {
      await server.stop(graceMs);
      await apollo.stop();
    },
  };
}
