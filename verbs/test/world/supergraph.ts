import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Passports, SigningKey } from '@ursa/passport';
import { createPassports, loadOrCreateKeys } from '@ursa/passport';
import type { RunningSubgraph } from '@ursa/subgraph-kit';
import { createLog, createShutdown } from '@ursa/telemetry';
import { bareDatabase, environment, onFileEnd } from '@ursa/testkit';
import { readSubgraphList } from '../../compose/subgraph-list.ts';
import { readConfig } from '../../config.ts';
import { startHost } from '../../host/host.ts';
import { removeQueues } from '../processes/rabbit-queues.ts';

/** The whole supergraph in this process, on a database of its own, and its public address. */
export interface TestSupergraph {
  /** `http://127.0.0.1:N` */
  readonly url: string;
  /** Superuser, on the database of this supergraph. */
  readonly adminUrl: string;
  readonly subgraphs: ReadonlyMap<string, RunningSubgraph>;
  /** Passports as this supergraph's router issues them. */
  readonly passports: Passports;
  /** What an operator's environment names to work on it. */
  readonly services: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts everything as `start` does, on what this test run may use; stopped after the last test of the file. */
export async function startTestSupergraph(): Promise<TestSupergraph> {
  const { adminUrl, rolePrefix } = await bareDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'ursa-test-'));
  const prefix = `ursa-test-${randomBytes(6).toString('hex')}:`;
  const log = createLog({ name: 'test', level: (process.env['LOG_LEVEL'] ?? 'silent') as 'silent' });
  const shutdown = createShutdown({ log });
  const roleSecret = randomBytes(16).toString('hex');
  const config = {
    ...readConfig(),
    POSTGRES_URL: adminUrl,
    RABBITMQ_URL: environment.rabbitmqUrl,
    REDIS_URL: environment.redisUrl,
    ROLE_PREFIX: rolePrefix,
    RABBITMQ_PREFIX: prefix,
    REDIS_PREFIX: prefix,
    POSTGRES_MAX: 4,
    ROLE_SECRET: roleSecret,
  };
  const root = resolve(import.meta.dirname, '..', '..', '..');
  const stop = async () => {
    await shutdown.stop('the test is over');
    const names = readSubgraphList(root).map(({ name }) => name);
    if (environment.rabbitmqUrl) await removeQueues(environment.rabbitmqUrl, prefix, names);
    await rm(dataDir, { recursive: true, force: true });
  };
  onFileEnd(stop);
  const host = await startHost({ root, dataDir, config, log, shutdown, onProgress: () => {} });
  const port = await host.router.listen(0, '127.0.0.1');
  await host.router.ready;
  const { signingKeys } = await loadOrCreateKeys(join(dataDir, 'keys'), ['router']);
  const passports = createPassports({
    issuer: 'router',
    privateKey: signingKeys.get('router') as SigningKey,
  });
  const services = { POSTGRES_URL: adminUrl, ROLE_PREFIX: rolePrefix, ROLE_SECRET: roleSecret };
  return {
    url: `http://127.0.0.1:${port}`,
    adminUrl,
    subgraphs: host.subgraphs,
    passports,
    services,
    stop,
  };
}
