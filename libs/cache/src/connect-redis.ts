import type { Log } from '@ursa/telemetry';
import { Redis } from 'ioredis';

interface ConnectionSettings {
  url: string;
  name: string;
  commandTimeoutMs: number;
  log?: Log | undefined;
}

const connectTimeoutMs = 2_000;
const firstRetryMs = 50;
const mostRetryMs = 2_000;

/** A connection that comes back by itself; while it is away commands fail at once. */
export function connectRedis({ url, name, commandTimeoutMs, log }: ConnectionSettings): Redis {
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
    if (!away) log?.warn({ err: error, connection: name }, 'the cache is away; everything is computed');
    away = true;
  });
  connection.on('ready', () => {
    if (away) log?.info({ connection: name }, 'the cache is back');
    away = false;
  });
  return connection;
}
