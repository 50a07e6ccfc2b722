import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DevelopmentKeys } from '@ursa/passport';
import { createPassports, loadOrCreateKeys } from '@ursa/passport';
import type { Router, RouterSettings } from '@ursa/router';
import { accessKeys, readSettings, redisBuckets, startRouter } from '@ursa/router';
import type { RunningSubgraph } from '@ursa/subgraph-kit';
import type { Log, Shutdown } from '@ursa/telemetry';
import { createMetrics } from '@ursa/telemetry';
import type { Config } from '../config.ts';
import { environment } from '../config.ts';
import type { Secrets } from './data-dir.ts';
import { loadSecrets, openDataDir, subgraphDefaults } from './data-dir.ts';
import type { Places } from './peers.ts';
import { transportTo } from './peers.ts';
import { openServices } from './services.ts';
import { startSubgraphs } from './start-subgraphs.ts';
import { loadSubgraphs } from './subgraphs.ts';

export interface HostOptions {
  root: string;
  dataDir: string;
  /** Subgraphs that run as processes of their own, by their URLs. @default none */
  apart?: ReadonlyMap<string, string>;
  config: Config;
  routerSettings?: Partial<RouterSettings>;
  log: Log;
  /** Gets a step for everything that is opened. */
  shutdown: Shutdown;
  onProgress: (message: string) => void;
}

/** The whole supergraph in one process. */
export interface Host {
  readonly router: Router;
  readonly subgraphs: ReadonlyMap<string, RunningSubgraph>;
  readonly secrets: Secrets;
  /** What subgraphs read of the environment, where it says nothing. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly keys: DevelopmentKeys;
  /** Postgres, as somebody who may make roles and schemas. */
  readonly adminUrl: string;
  /** Which services are used, in words for people. */
  readonly summary: string;
}

/** Starts services, subgraphs and router; nothing listens yet. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { root, dataDir, config, apart = new Map(), routerSettings, log, shutdown, onProgress } = options;
  const settings = readSettings(environment);
  await openDataDir(dataDir);
  const [secrets, definitions] = await Promise.all([loadSecrets(dataDir), loadSubgraphs(root)]);
  const issuers = ['router', ...definitions.map(({ name }) => name)];
  const [keys, services] = await Promise.all([
    loadOrCreateKeys(join(dataDir, 'keys'), issuers),
    openServices({ config, dataDir, log, shutdown, onProgress }),
  ]);
  onProgress('Starting the subgraphs');
  const defaults = subgraphDefaults(secrets, dataDir);
  let publicUrl = `http://localhost:${config.PORT}`;
  const metrics = createMetrics();
  const subgraphs = await startSubgraphs({
    definitions: definitions.filter(({ name }) => !apart.has(name)),
    apart,
    services,
    keys,
    roles: { secret: config.ROLE_SECRET ?? secrets.roleSecret, rolePrefix: config.ROLE_PREFIX },
    poolMax: config.POSTGRES_MAX,
    environment: { ...defaults, ...environment },
    publicUrl: () => publicUrl,
    log,
    metrics,
    shutdown,
  });

  onProgress('Starting the router');
  const places = { running: subgraphs, apart };
  const privateKey = keys.signingKeys.get('router');
  if (!privateKey) throw new Error('There is no signing key for the router.');
  const router = await startRouter({
    supergraphSdl: readFileSync(join(root, 'schema', 'supergraph.graphql'), 'utf8'),
    transports: (name) => transportTo(places, name),
    passports: createPassports({ issuer: 'router', privateKey }),
    passportKeys: { keys: keys.trustedKeys.keys.filter(({ kid }) => kid === 'router') },
    accessKeys: accessKeys(() => keySet(places)),
    mounts: [...subgraphs.values()].flatMap(({ mounts }) => mounts),
    metrics,
    log,
    ...(config.REDIS_URL && {
      buckets: redisBuckets({ url: config.REDIS_URL, keyPrefix: `${config.REDIS_PREFIX}ursa:buckets:`, log }),
    }),
    settings: { ...settings, ...routerSettings, ...(settings.graphiql === null && { graphiql: null }) },
  });
  shutdown.step('router', () => router.stop(), 15_000);
  const listen: Router['listen'] = async (port, host) => {
    const taken = await router.listen(port, host);
    publicUrl = `http://localhost:${taken}`;
    return taken;
  };
  return {
    router: { ...router, listen },
    subgraphs,
    secrets,
    defaults,
    keys,
    adminUrl: services.adminUrl,
    summary: services.summary,
  };
}

type KeySet = Awaited<ReturnType<Parameters<typeof accessKeys>[0]>>;

async function keySet({ running, apart }: Places): Promise<KeySet> {
  const path = '/.well-known/jwks.json';
  const url = apart.get('identity');
  const response = url
    ? await fetch(new URL(path, url), { signal: AbortSignal.timeout(5_000) })
    : await running.get('identity')?.route(new Request(`http://identity${path}`));
  if (!response?.ok) throw new Error('identity offers no key set.');
  return (await response.json()) as KeySet;
}
