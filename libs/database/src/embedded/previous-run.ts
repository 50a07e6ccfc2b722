import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SetupError } from '@ursa/setup';

const run = promisify(execFile);

/** How long a server that has lost its program may take to notice. */
const noticeMs = 3_000;
const shutdownMs = 30_000;

/**
 * Makes sure no other server works on the cluster. One whose program was killed is shutting down by itself and is
 * waited for; the pid file of one that was killed itself is cleared, also when its number now belongs to
 * some other process (PostgreSQL would refuse to start then).
 * @throws SetupError when a server of a running program keeps the cluster.
 */
export async function awaitPreviousRun(directory: string): Promise<void> {
  const pidFile = join(directory, 'postmaster.pid');
  for (const start = Date.now(); ; await delay(50)) {
    const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
    const pid = Number(lines[0]);
    if (!pid) return;
    if (!(await commandLine(pid)).includes(directory)) return rm(pidFile, { force: true });
    const patience = lines[7]?.trim() === 'stopping' ? shutdownMs : noticeMs;
    if (Date.now() - start > patience) {
      throw new SetupError(`The data folder is in use: process ${pid} serves ${directory}.`);
    }
  }
}

/** What that process was started with; nothing if there is none. */
async function commandLine(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return (await run('ps', ['-o', 'command=', '-p', `${pid}`])).stdout;
  } catch {
    return '';
  }
}
