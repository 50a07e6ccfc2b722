import { createPassports, generateKey, publicKeys } from '@ursa/passport';
import { accessKeys, startRouter } from '@ursa/router';
import { apolloPlanner, loadSupergraph } from '@ursa/router/engine';
import { anyScope, apolloGateway, ourEngine } from '@ursa/router/oracle';
import { createLog, createMetrics } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';
import { parse } from 'graphql';
import { nested, supergraphSdl } from './shop.ts';

type Transports = ReadonlyMap<string, SubgraphTransport>;

/** Runs the operation once; resolves with its answer as text. */
export type Run = () => Promise<string>;

/** What answers the operation, and how it is ended. */
export interface Contender {
  readonly run: Run;
  close(): Promise<void>;
}

const operation = { document: parse(nested), operationName: undefined, variables: {} };
const close = async (): Promise<void> => undefined;

/** @apollo/gateway's executor; its plan is kept, as its own cache would. */
export function gateway(transports: Transports): Contender {
  const loaded = loadSupergraph(supergraphSdl());
  const plan = apolloPlanner(loaded).plan(operation.document, undefined);
  const run = apolloGateway(loaded, { plan: () => plan }, transports);
  return { run: async () => JSON.stringify(await run(operation)), close };
}

export function engine(transports: Transports): Contender {
  const loaded = loadSupergraph(supergraphSdl());
  const ours = ourEngine(loaded, apolloPlanner(loaded), transports);
  return { run: async () => JSON.stringify(await ours.execute(operation, anyScope())), close };
}

/** The whole router over HTTP; the client's part is counted with it. */
export async function router(transports: Transports): Promise<Contender> {
  const key = generateKey('router');
  const whole = await startRouter({
    supergraphSdl: supergraphSdl(),
    transports: (name) => transports.get(name) as SubgraphTransport,
    passports: createPassports({ issuer: 'router', privateKey: key }),
    passportKeys: publicKeys([key]),
    accessKeys: accessKeys(async () => ({ keys: [] })),
    settings: { graphiql: null },
    metrics: createMetrics({ defaults: false }),
    log: createLog({ name: 'router', level: 'error' }),
  });
  const port = await whole.listen(0, '127.0.0.1');
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: nested }),
  };
  return {
    run: async () => (await fetch(`http://127.0.0.1:${port}/graphql`, request)).text(),
    close: () => whole.stop(),
  };
}
