import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onFileEnd, waitFor } from '@ursa/testkit';
import { connect } from 'amqplib';

const program = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** Whether RabbitMQ is installed here, so that a test can have one that it may kill. */
export const hasRabbit = existsSync(program);

/** A RabbitMQ of a test's own. */
export interface MortalRabbit {
  readonly url: string;
  /** A power cut. */
  kill(): Promise<void>;
  /** Starts it again on what it had written down; resolves once it answers. */
  start(): Promise<void>;
}

/** Starts a RabbitMQ on a free port; ended and removed after the last test of the file. */
export async function startMortalRabbit(): Promise<MortalRabbit> {
  const dir = await mkdtemp(join(tmpdir(), 'ursa-rabbit-'));
  onFileEnd(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  const [port, distributionPort] = [await freePort(), await freePort()];
  await Promise.all(['log', 'mnesia'].map((name) => mkdir(join(dir, name))));
  await writeFile(join(dir, 'plugins'), '[].');
  const environment = {
    PATH: process.env['PATH'],
    HOME: dir,
    RABBITMQ_NODENAME: `ursa-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(dir, 'mnesia'),
    RABBITMQ_LOG_BASE: join(dir, 'log'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: join(dir, 'none'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(dir, 'plugins'),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  let server: ChildProcess | undefined;

  // Its scripts start others: the whole process group is one server.
  const kill = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'close');
    process.kill(-(server.pid as number), 'SIGKILL');
    await ended;
  };
  onFileEnd(kill);
  const start = async () => {
    // Every quorum queue keeps files open: as many as the machine allows.
    const command = `ulimit -Sn "$(ulimit -Hn)"; exec ${program}`;
    server = spawn('bash', ['-c', command], { env: environment, stdio: 'ignore', detached: true });
    await waitFor(async () => (await connect(url)).close().then(() => true), {
      timeoutMs: 90_000,
      intervalMs: 250,
    });
  };
  await start();
  return { url, kill, start };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
