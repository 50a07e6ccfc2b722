import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SigningKey } from '@ursa/passport';
import { generateKey, publicKeys } from '@ursa/passport';
import { variableOf } from '@ursa/setup';
import { bareDatabase, environment, onFileEnd } from '@ursa/testkit';
import { readSubgraphList } from '../../compose/subgraph-list.ts';
import { removeQueues } from '../processes/rabbit-queues.ts';
import type { Balancer } from './balancer.ts';
import { startBalancer } from './balancer.ts';
import type { FleetProcess } from './fleet-process.ts';
import { startProcess } from './fleet-process.ts';

/** Where a fleet needs all three services. */
export const services = {
  postgresUrl: environment.postgresUrl ?? '',
  rabbitmqUrl: environment.rabbitmqUrl ?? '',
  redisUrl: environment.redisUrl ?? '',
};
export const canRunFleet = Object.values(services).every((url) => url !== '');

/** Two routers and two of each subgraph, each a process, on names of their own in the services. */
export interface Fleet {
  readonly routers: readonly [FleetProcess, FleetProcess];
  /** The processes of a subgraph that run now. */
  of(subgraph: string): FleetProcess[];
  /** Where the routers find a subgraph: either of its processes. */
  urlOf(subgraph: string): string;
  /** Starts one more process of a subgraph, or of the router. */
  start(name: string): Promise<FleetProcess>;
  /** Ends a process, and takes it off its subgraph's address. */
  end(process: FleetProcess, signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  readonly keys: ReadonlyMap<string, SigningKey>;
  /** Superuser, on the fleet's database. */
  readonly adminUrl: string;
  readonly roles: { readonly secret: string; readonly rolePrefix: string };
  readonly identityKeySecret: string;
  /** The subgraphs' names. */
  readonly subgraphs: readonly string[];
  /** Of queues, channels and the names of Redis connections. */
  readonly prefix: string;
  /** The last warnings and errors of all processes, as they are in their logs. */
  complaints(): string;
}

const root = resolve(import.meta.dirname, '..', '..', '..');

/** Starts everything, if need be on another RabbitMQ than the run's; ended after the last test of the file. */
export async function startFleet(rabbitmqUrl = services.rabbitmqUrl): Promise<Fleet> {
  const { adminUrl, rolePrefix } = await bareDatabase();
  const names = readSubgraphList(root).map(({ name }) => name);
  const keys = new Map(['router', ...names].map((name) => [name, generateKey(name)]));
  const prefix = `ursa-fleet-${randomBytes(4).toString('hex')}.`;
  const roles = { secret: randomBytes(24).toString('base64url'), rolePrefix };
  const identityKeySecret = randomBytes(32).toString('base64url');
  const logDir = await mkdtemp(join(tmpdir(), 'ursa-fleet-'));
  onFileEnd(() => rm(logDir, { recursive: true, force: true }));

  const balancers = new Map<string, Balancer>();
  for (const name of names) balancers.set(name, await startBalancer());
  onFileEnd(() => Promise.all([...balancers.values()].map((balancer) => balancer.close())));
  onFileEnd(() => removeQueues(rabbitmqUrl, prefix, names));
  const urlOf = (name: string) => `http://127.0.0.1:${balancers.get(name)?.port}`;
  const shared = {
    LOG_LEVEL: 'info',
    ...Object.fromEntries(names.map((name) => [`${variableOf(name)}_URL`, `${urlOf(name)}/graphql`])),
  };
  const environmentOf = (name: string): Record<string, string> => ({
    ...shared,
    PASSPORT_PRIVATE_KEY: JSON.stringify(keys.get(name)),
    ...(name === 'router'
      ? { JWKS_URL: `${urlOf('identity')}/.well-known/jwks.json` }
      : {
          POSTGRES_URL: adminUrl,
          POSTGRES_MAX: '3',
          REPLICAS: '2',
          RABBITMQ_URL: rabbitmqUrl,
          REDIS_URL: services.redisUrl,
          ROLE_PREFIX: rolePrefix,
          RABBITMQ_PREFIX: prefix,
          REDIS_PREFIX: prefix,
          ROLE_SECRET: roles.secret,
          IDENTITY_KEY_SECRET: identityKeySecret,
          MEDIA_URL_SECRET: identityKeySecret,
          MEDIA_PUBLIC_URL: urlOf('media'),
          MEDIA_DIR: join(logDir, 'media'),
          SIGNING_KEY_CACHE_MS: '1000',
          PASSPORT_TRUSTED_KEYS: JSON.stringify(publicKeys([...keys.values()])),
        }),
  });

  const running = new Set<FleetProcess>();
  const start = async (name: string): Promise<FleetProcess> => {
    const main = name === 'router' ? 'router/src/main.ts' : `subgraphs/${name}/src/main.ts`;
    const process = await startProcess({ name, main, environment: environmentOf(name), logDir });
    running.add(process);
    balancers.get(name)?.ports.add(process.port);
    await process.ready();
    return process;
  };
  const all = [...names, 'router'].flatMap((name) => [name, name]);
  const processes = await Promise.all(all.map(start));

  return {
    routers: processes.slice(-2) as [FleetProcess, FleetProcess],
    of: (subgraph) => [...running].filter(({ name }) => name === subgraph),
    urlOf,
    start,
    async end(process, signal) {
      balancers.get(process.name)?.ports.delete(process.port);
      const ending = await process.end(signal);
      running.delete(process);
      return ending;
    },
    keys,
    adminUrl,
    roles,
    identityKeySecret,
    subgraphs: names,
    prefix,
    complaints: () => complaintsIn(logDir),
  };
}

function complaintsIn(logDir: string): string {
  const grave = /"level":"(warn|error|fatal)"|^(?!\{)/;
  return readdirSync(logDir)
    .flatMap((file) => {
      const lines = readFileSync(join(logDir, file), 'utf8').split('\n');
      return [`== ${file}`, ...lines.filter((line) => line && grave.test(line)).slice(-10)];
    })
    .join('\n');
}
