import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface Listener {
  /** Resolves once notifications arrive for the first time (or the listener is closed before). */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

const firstRetryMs = 100;
const longestRetryMs = 10_000;
const pingIntervalMs = 30_000;
const answerTimeoutMs = 10_000;

/**
 * Listens on one channel over one connection of its own, for as long as it is not closed: a lost connection is made
 * again after a growing, jittered while. Notifications sent meanwhile are gone, so `onNotify` is also called,
 * without a payload, after every (re)connection: look whether there is something to do.
 */
export function listen(options: {
  url: string;
  channel: string;
  onNotify: (payload: string | undefined) => void;
}): Listener {
  const closing = new AbortController();
  const ready = Promise.withResolvers<void>();
  const ended = keepListening(options, closing.signal, ready.resolve).finally(ready.resolve);
  return {
    ready: ready.promise,
    async close() {
      closing.abort();
      await ended;
    },
  };
}

type Options = Parameters<typeof listen>[0];

async function keepListening(options: Options, signal: AbortSignal, onReady: () => void): Promise<void> {
  let retryMs = firstRetryMs;
  while (!signal.aborted) {
    const connected = await listenOnce(options, signal, onReady);
    retryMs = connected ? firstRetryMs : Math.min(retryMs * 2, longestRetryMs);
    await delay(retryMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
  }
}

/** One connection, from its opening to its end; tells whether it ever listened. */
async function listenOnce(options: Options, signal: AbortSignal, onReady: () => void): Promise<boolean> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: 'ursa-listen',
    connectionTimeoutMillis: answerTimeoutMs,
    query_timeout: answerTimeoutMs,
    statement_timeout: answerTimeoutMs,
    lock_timeout: answerTimeoutMs,
    idle_in_transaction_session_timeout: answerTimeoutMs,
    keepAlive: true,
  });
  const over = Promise.withResolvers<void>();
  client.on('error', () => over.resolve());
  client.on('end', () => over.resolve());
  client.on('notification', ({ payload }) => options.onNotify(payload));
  signal.addEventListener('abort', () => over.resolve(), { once: true });
  let listening = false;
  let ping: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(options.channel)}`);
    listening = true;
    // A half-open connection is silent for ever; only asking shows it.
    ping = setInterval(() => void client.query('select 1').catch(() => over.resolve()), pingIntervalMs);
    onReady();
    options.onNotify(undefined);
    await over.promise;
  } catch {
    // The next round tries again; whether the database is away is for /ready to say.
  } finally {
    clearInterval(ping);
    await client.end().catch(() => {});
  }
  return listening;
}
