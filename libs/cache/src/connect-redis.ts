import type { Log } from '@ursa/telemetry';
import { Redis } from 'ioredis';

export interface RedisConnection {
  url: string;
  name: string;
  commandTimeoutMs: number;
  /** What its absence means, for the log. @default 'the cache is away; everything is computed' */
  away?: string;
  log?: Log | undefined;
}

const connectTimeoutMs = 2_000;
const firstRetryMs = 50;
const mostRetryMs = 2_000;

/** A connection that comes back by itself; while it is away commands fail at once. */
export function connectRedis({
  url,
  name,
  commandTimeoutMs,
  away: told = 'the cache is away; everything is computed',
  log,
}: RedisConnection): Redis {
  const connection = new Redis(url, {
    connectionName: name,
    connectTimeout: connectTimeoutMs,
    commandTimeout: commandTimeoutMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => {
      const ceiling = Math.min(mostRetryMs, firstRetryMs * 2 ** Math.min(attempt - 1, 16));
      return Math.ceil(ceiling * (0.5 + Math.random() / 2));
    },
  });
  let away = false;
  connection.on('error', (error: Error) => {
    if (!away) log?.warn({ err: error, connection: name }, told);
    away = true;
  });
  connection.on('ready', () => {
    if (away) log?.info({ connection: name }, 'it is back');
    away = false;
  });
  return connection;
}
