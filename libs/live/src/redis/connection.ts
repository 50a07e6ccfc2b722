import type { Log } from '@ursa/telemetry';
import { Redis } from 'ioredis';

interface ConnectionSettings {
  url: string;
  name: string;
  commandTimeoutMs: number;
  log?: Log | undefined;
}

const firstRetryMs = 50;
const mostRetryMs = 2_000;

/**
 * A connection that comes back by itself and keeps nothing for later: a command fails when Redis is away, and
 * after a reconnect nothing is sent or subscribed again but by its owner, who knows what has become of it.
 */
export function connectRedis({ url, name, commandTimeoutMs, log }: ConnectionSettings): Redis {
  const connection = new Redis(url, {
    connectionName: name,
    connectTimeout: commandTimeoutMs,
    commandTimeout: commandTimeoutMs,
    enableOfflineQueue: false,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: retryDelayMs,
  });
  let away = false;
  connection.on('error', (error: Error) => {
    if (!away) log?.warn({ err: error, connection: name }, 'Redis is away');
    away = true;
  });
  connection.on('ready', () => {
    if (away) log?.info({ connection: name }, 'Redis is back');
    away = false;
  });
  return connection;
}

/** Doubling, capped, and spread at random so that a restarted server is not met by everybody at once. */
function retryDelayMs(attempt: number): number {
  const ceiling = Math.min(mostRetryMs, firstRetryMs * 2 ** Math.min(attempt - 1, 16));
  return Math.ceil(ceiling * (0.5 + Math.random() / 2));
}

/** Whether the connection is usable, now or within `waitMs`. */
export function becomesReady(connection: Redis, waitMs: number): Promise<boolean> {
  if (connection.status === 'ready') return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (ready: boolean): void => {
      clearTimeout(timer);
      connection.off('ready', onReady);
      resolve(ready);
    };
    const onReady = (): void => settle(true);
    const timer = setTimeout(() => settle(false), waitMs);
    connection.once('ready', onReady);
  });
}
