import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Broker } from '@ursa/broker';
import { inProcessBroker, openRabbitBroker } from '@ursa/broker';
import type { Database, RoleOptions } from '@ursa/database';
import { defaultPoolSettings, openDatabase, roleUrl, startEmbeddedPostgres } from '@ursa/database';
import type { Environment } from '@ursa/setup';
import { SetupError, variableOf } from '@ursa/setup';
import type { AnySubgraph } from '@ursa/subgraph-kit';
import { environment, readConfig } from '../config.ts';
import type { Secrets } from '../host/data-dir.ts';
import { loadSecrets } from '../host/data-dir.ts';
import { loadSubgraphs } from '../host/subgraphs.ts';

/** What an operator works on: services that are opened when they are first needed. */
export interface Installation {
  /** The subgraphs that keep tables. */
  readonly subgraphs: readonly AnySubgraph[];
  /** The subgraph's own schema, under its own role. */
  database(name: string): Promise<Database>;
  /** Whether the environment names this subgraph's role; if not, it is made from the administrator's. */
  ownsRole(name: string): boolean;
  /** Somebody who may make roles and schemas. */
  adminUrl(): Promise<string>;
  roles(): Promise<RoleOptions>;
  broker(): Promise<Broker>;
  /** Where subgraphs read their own settings, with the secrets of the data folder. */
  environment(): Promise<Environment>;
}

const root = resolve(import.meta.dirname, '../..');

/** Every command takes it. */
export const dataDirOption = { 'data-dir': { type: 'string', default: join(root, '.ursa') } } as const;

/** Works on the installation, and lets go of everything that was opened for it. */
export async function withInstallation<T>(
  dataDir: string,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const closings: (() => Promise<unknown>)[] = [];
  try {
    return await work(await openInstallation(resolve(dataDir), closings));
  } finally {
    for (const close of closings.reverse()) await close();
  }
}

async function openInstallation(
  dataDir: string,
  closings: (() => Promise<unknown>)[],
): Promise<Installation> {
  const config = readConfig();
  const {
    POSTGRES_URL,
    RABBITMQ_URL,
    RABBITMQ_PREFIX: prefix,
    ROLE_SECRET,
    ROLE_PREFIX: rolePrefix,
  } = config;
  const subgraphs = (await loadSubgraphs(root)).filter(({ migrations }) => migrations !== undefined);
  const ownUrl = (name: string) => environment[`${variableOf(name)}_POSTGRES_URL`];

  const secrets = once(async (): Promise<Partial<Secrets>> => {
    return existsSync(join(dataDir, 'secrets.json')) ? loadSecrets(dataDir) : {};
  });
  const adminUrl = once(async () => {
    if (POSTGRES_URL) return POSTGRES_URL;
    const postgres = await startEmbeddedPostgres({ dataDir: existing(join(dataDir, 'postgres')) });
    closings.push(() => postgres.stop());
    return postgres.adminUrl;
  });
  const roles = once(async () => {
    const secret = ROLE_SECRET ?? (await secrets()).roleSecret;
    if (!secret) throw new SetupError('ROLE_SECRET is missing: the one that the running subgraphs have.');
    return { secret, rolePrefix };
  });

  return {
    subgraphs,
    adminUrl,
    roles,
    ownsRole: (name) => ownUrl(name) !== undefined,
    async database(name) {
      const url = ownUrl(name) ?? roleUrl(await adminUrl(), name, await roles());
      const pool = { ...defaultPoolSettings, max: 2, applicationName: 'ursa-ops' };
      const database = openDatabase({ url, schema: name, pool });
      closings.push(() => database.close());
      return database;
    },
    broker: once(async () => {
      const broker = RABBITMQ_URL
        ? await openRabbitBroker({ url: RABBITMQ_URL, settings: { prefix } })
        : inProcessBroker();
      closings.push(() => broker.close());
      return broker;
    }),
    async environment() {
      const { identityKeySecret } = await secrets();
      return { ...(identityKeySecret && { IDENTITY_KEY_SECRET: identityKeySecret }), ...environment };
    },
  };
}

/** An operator looks after what is there; making a new one by looking would only hide a wrong path. */
function existing(folder: string): string {
  if (existsSync(folder)) return folder;
  throw new SetupError(
    `${folder} is not there: set POSTGRES_URL, or --data-dir to where a start left its data.`,
  );
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
