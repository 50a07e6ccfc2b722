import { join } from 'node:path';
import type { Broker } from '@ursa/broker';
import { inProcessBroker, openRabbitBroker } from '@ursa/broker';
import { startEmbeddedPostgres } from '@ursa/database';
import type { Live } from '@ursa/live';
import { inProcessLive, redisLive } from '@ursa/live';
import type { Log, Shutdown } from '@ursa/telemetry';
import type { Config } from '../config.ts';
import { reach } from './reach.ts';

/** What subgraphs stand on. */
export interface Services {
  /** Postgres, as somebody who may make roles and schemas. */
  readonly adminUrl: string;
  readonly broker: Broker;
  readonly live: Live;
  /** What is used of each, in words for people. */
  readonly summary: string;
}

export interface ServiceOptions {
  config: Config;
  dataDir: string;
  log: Log;
  shutdown: Shutdown;
  onProgress: (message: string) => void;
}

/** Opens each service at the URL the environment names, and in its embedded form where it names none. */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const { config, log, shutdown } = options;
  const {
    POSTGRES_URL,
    RABBITMQ_URL,
    REDIS_URL,
    RABBITMQ_PREFIX: prefix,
    REDIS_PREFIX: channelPrefix,
  } = config;
  await Promise.all([
    RABBITMQ_URL && reach('RabbitMQ', RABBITMQ_URL, RABBITMQ_URL.startsWith('amqps') ? 5671 : 5672),
    REDIS_URL && reach('Redis', REDIS_URL, 6379),
  ]);
  const adminUrl = POSTGRES_URL ?? (await embeddedPostgres(options));

  const broker = RABBITMQ_URL
    ? await openRabbitBroker({ url: RABBITMQ_URL, log, settings: { prefix } })
    : inProcessBroker();
  shutdown.step('broker', () => broker.close());

  const live = REDIS_URL
    ? redisLive({ url: REDIS_URL, connectionName: 'ursa', channelPrefix, log })
    : inProcessLive();
  shutdown.step('live', () => live.close());

  const used = [
    POSTGRES_URL && 'POSTGRES_URL',
    RABBITMQ_URL && 'RABBITMQ_URL',
    REDIS_URL && 'REDIS_URL',
  ].filter(Boolean);
  return { adminUrl, broker, live, summary: used.length > 0 ? `using ${used.join(', ')}` : 'all embedded' };
}

async function embeddedPostgres({ dataDir, shutdown, onProgress }: ServiceOptions): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), onProgress });
  shutdown.step('postgres', () => postgres.stop());
  return postgres.adminUrl;
}
