import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { createServer, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '@ursa/setup';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import type { OperatingUser } from './operating-user.ts';
import { asUser } from './operating-user.ts';

const readyMs = 60_000;
const fastShutdownMs = 20_000;

/**
 * Becomes PostgreSQL, after leaving behind a watch on the other end of its input: when that closes, because it
 * was stopped or because our process is gone, however it went, PostgreSQL is told to shut down.
 */
const watched = 'exec 3<&0; ( ( cat <&3 >/dev/null; kill -INT $$ ) & ); exec "$@" 3<&- </dev/null';

export interface Server {
  port: number;
  stop(): Promise<void>;
}

/** One try at starting the server on a free port; tells what its log says when it does not come up. */
export async function launch(options: {
  cluster: Cluster;
  binaries: Binaries;
  user: OperatingUser | undefined;
  settings: Record<string, string>;
}): Promise<Server | { failure: string }> {
  const { cluster, binaries, user, settings } = options;
  const port = await freePort();
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [binaries.postgres, '-D', cluster.directory, '-p', `${port}`, ...flags];
  const command = await asUser(
    user,
    [binaries.postgres, cluster.directory],
    ['/bin/sh', '-c', watched, 'sh', ...server],
  );
  const log = await open(cluster.log, 'w', 0o600);
  // Its own process group: Ctrl-C is for us, and the server stays until we have let go of it.
  const child = spawn(command.file, command.args, {
    ...command.options,
    detached: true,
    stdio: ['pipe', log.fd, log.fd],
  });
  await log.close();
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  if (await becameReady(child, { ...cluster, port })) return { port, stop: () => stop(child) };
  await stop(child);
  return { failure: (await lastWords(cluster.log)) ?? `${command.file} could not be started` };
}

async function becameReady(child: ChildProcess, { password, port }: { password: string; port: number }) {
  for (const start = Date.now(); Date.now() - start < readyMs; await delay(25)) {
    if (ended(child)) return false;
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password,
      connectionTimeoutMillis: 1_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      letGo(child);
      return true;
    } catch {
      // Not yet.
    }
  }
  return false;
}

/** Why it ended, out of a log that says much else. */
async function lastWords(log: string): Promise<string | undefined> {
  const lines = (await readFile(log, 'utf8')).trim().split('\n');
  const reasons = lines.filter((line) => /FATAL|PANIC|could not/.test(line));
  return (reasons.length > 0 ? reasons : lines.slice(-1)).join('; ') || undefined;
}

/** The server must not keep our process alive: when there is nothing else left to do, both end. */
function letGo(child: ChildProcess): void {
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
}

const ended = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
  child.ref();
  const exit = once(child, 'exit');
  child.stdin?.destroy();
  const impatience = setTimeout(() => child.kill('SIGQUIT'), fastShutdownMs);
  await exit;
  clearTimeout(impatience);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new SetupError('No free port was found.');
  return address.port;
}
