import { SetupError } from '@ursa/setup';
import pg from 'pg';

/** Runs `work` on one connection of its own to `url`, and closes it. No statement takes longer than `timeoutMs`. */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  timeoutMs = 30_000,
): Promise<T> {
  if (!URL.canParse(url))
    throw new SetupError('The URL of PostgreSQL cannot be read: postgres://user:password@host:5432/name');
  const client = new pg.Client({
    connectionString: url,
    application_name: 'ursa-admin',
    connectionTimeoutMillis: 5_000,
    statement_timeout: timeoutMs,
    lock_timeout: timeoutMs,
    query_timeout: timeoutMs + 2_000,
    idle_in_transaction_session_timeout: timeoutMs,
    keepAlive: true,
  });
  client.on('error', () => {}); // a connection lost between two statements shows in the next one
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(url);
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new SetupError(`PostgreSQL at ${host}${pathname} cannot be reached: ${reason}`, { cause: error });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
