import { checkConnectionBudget, defaultPoolSettings, openDatabase, provision, roleUrl } from '@ursa/database';
import type { DevelopmentKeys } from '@ursa/passport';
import { createPassports, createVerifier } from '@ursa/passport';
import type { Environment } from '@ursa/setup';
import type { AnySubgraph, RunningSubgraph } from '@ursa/subgraph-kit';
import { startSubgraph } from '@ursa/subgraph-kit';
import type { Log, Metrics, Shutdown } from '@ursa/telemetry';
import { peersAmong } from './peers.ts';
import type { Services } from './services.ts';

export interface SubgraphsOptions {
  /** Those to start here. */
  definitions: readonly AnySubgraph[];
  /** The URLs of the others. */
  apart: ReadonlyMap<string, string>;
  services: Services;
  /** The signing key of each subgraph, and whom all trust. */
  keys: DevelopmentKeys;
  /** Make up the name and password of each subgraph's role. */
  roles: { secret: string; rolePrefix: string };
  /** Connections of each subgraph's pool, at most. */
  poolMax: number;
  /** Where the subgraphs' own settings are read. */
  environment: Environment;
  /** Where clients reach this process, once it listens. */
  publicUrl: () => string;
  log: Log;
  metrics: Metrics;
  shutdown: Shutdown;
}

/** Starts subgraphs in this process; they call each other without a socket. */
export async function startSubgraphs(
  options: SubgraphsOptions,
): Promise<ReadonlyMap<string, RunningSubgraph>> {
  const {
    definitions,
    apart,
    services,
    keys,
    roles,
    poolMax,
    environment,
    publicUrl,
    log,
    metrics,
    shutdown,
  } = options;
  const { adminUrl, broker, live } = services;
  const schemas = [...definitions.map(({ name }) => name), ...apart.keys()];
  await checkConnectionBudget({
    adminUrl,
    pools: schemas.map((name) => ({ name, max: poolMax })),
    replicas: 1,
  });
  await provision({ adminUrl, schemas, ...roles });

  const running = new Map<string, RunningSubgraph>();
  const peers = peersAmong({ running, apart });
  const start = async (definition: AnySubgraph) => {
    const { name } = definition;
    const url = roleUrl(adminUrl, name, roles);
    const pool = { ...defaultPoolSettings, max: poolMax, applicationName: `ursa-${name}` };
    const database = openDatabase({ url, schema: name, pool, log });
    shutdown.step(`${name}'s database`, () => database.close());
    const privateKey = keys.signingKeys.get(name);
    if (!privateKey) throw new Error(`There is no signing key for ${name}.`);
    const subgraph = await startSubgraph(definition, {
      database,
      broker,
      live,
      verifier: createVerifier({ audience: name, trustedKeys: keys.trustedKeys }),
      passports: createPassports({ issuer: name, privateKey }),
      peers,
      log,
      metrics,
      environment,
      publicUrl,
    });
    running.set(name, subgraph);
  };
  // Pools close after every subgraph has stopped: their steps were added before this one.
  const started = await Promise.allSettled(definitions.map(start));
  shutdown.step('subgraphs', () => Promise.all([...running.values()].map((subgraph) => subgraph.stop())));
  for (const result of started) if (result.status === 'rejected') throw result.reason;
  return running;
}
