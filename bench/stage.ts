import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProcessBroker } from '@ursa/broker';
import type { Database } from '@ursa/database';
import { defaultPoolSettings, openDatabase, provision, roleUrl, startEmbeddedPostgres } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { inProcessLive } from '@ursa/live';
import { createPassports, createVerifier, generateKey, publicKeys } from '@ursa/passport';
import type { Environment } from '@ursa/setup';
import type { AnySubgraph, RunningSubgraph } from '@ursa/subgraph-kit';
import { startSubgraph } from '@ursa/subgraph-kit';
import { createLog, createMetrics } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';
import pg from 'pg';

/** A subgraph as it runs beside the router, on a database of its own. */
export interface Staged {
  readonly running: RunningSubgraph;
  readonly database: Database;
  /** The way to this database as its owner, for a pool that is nobody's but the limit's. */
  readonly url: string;
  /** Asks it as the router does; throws what it answers as an error. */
  ask(query: string, variables: Record<string, unknown>, viewer: UserId | null): Promise<unknown>;
}

export interface StageOptions {
  /** Names the database; one for each experiment. */
  readonly name: string;
  /** Stand-ins for those it asks. @default nobody answers */
  readonly peers?: (name: string) => SubgraphTransport;
  readonly environment?: Environment;
  readonly poolMax?: number;
}

/** Postgres from the package, with the settings that `start` gives it: what is written is on disk. */
export async function openStage(progress: (message: string) => void) {
  const dataDir = await mkdtemp(join(tmpdir(), 'ursa-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, onProgress: progress });
  const closings: (() => Promise<unknown>)[] = [];
  const router = generateKey('router');
  const passports = createPassports({ issuer: 'router', privateKey: router });

  return {
    /** Starts a subgraph without relay and consumers: what is measured are its operations. */
    async start(definition: AnySubgraph, options: StageOptions): Promise<Staged> {
      const { name: schema } = definition;
      const { name, environment = {}, poolMax = 10, peers = nobody } = options;
      const adminUrl = await createDatabase(server.adminUrl, `bench_${name}`);
      const roles = { secret: 'bench' };
      await provision({ adminUrl, schemas: [schema], ...roles });
      const url = roleUrl(adminUrl, schema, roles);
      const database = openDatabase({ url, schema, pool: { ...defaultPoolSettings, max: poolMax } });
      const running = await startSubgraph(definition, {
        database,
        broker: inProcessBroker(),
        live: inProcessLive(),
        verifier: createVerifier({ audience: schema, trustedKeys: publicKeys([router]) }),
        passports: createPassports({ issuer: schema, privateKey: generateKey(schema) }),
        peers,
        log: createLog({ name: schema, level: 'error' }),
        metrics: createMetrics({ defaults: false }),
        environment,
        events: false,
      });
      closings.push(async () => {
        await running.stop(1_000);
        await database.close();
      });
      return {
        running,
        database,
        url,
        async ask(query, variables, viewer) {
          const passport = passports.issue({ audience: schema, viewer, session: null, address: null });
          const { data, errors } = await running.execute({ query, variables, passport, requestId: 'bench' });
          if (errors) throw new Error(JSON.stringify(errors));
          return data;
        },
      };
    },
    async close(): Promise<void> {
      for (const close of closings) await close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function nobody(name: string): SubgraphTransport {
  throw new Error(`${name} is not part of this bench.`);
}

async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${pg.escapeIdentifier(name)}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
