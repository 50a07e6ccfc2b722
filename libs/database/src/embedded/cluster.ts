import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SetupError } from '@ursa/setup';
import type { Binaries } from './binaries.ts';
import type { OperatingUser } from './operating-user.ts';
import { asUser } from './operating-user.ts';

/** The files of one server: `dataDir/cluster` is PostgreSQL's own, beside it lie the password and the log. */
export interface Cluster {
  directory: string;
  password: string;
  log: string;
}

/** Opens the cluster in `dataDir`, or makes one there. */
export async function openCluster(options: {
  dataDir: string;
  binaries: Binaries;
  user: OperatingUser | undefined;
  onProgress: (message: string) => void;
}): Promise<Cluster> {
  const { dataDir, user } = options;
  const cluster = { directory: join(dataDir, 'cluster'), log: join(dataDir, 'postgres.log') };
  try {
    await mkdir(dataDir, { recursive: true });
    if (user) await chmod(dataDir, (await stat(dataDir)).mode | 0o011);
    const password = await ensurePassword(join(dataDir, 'password'));
    const exists = await stat(join(cluster.directory, 'PG_VERSION')).catch(() => undefined);
    if (!exists) await create({ ...options, ...cluster, password });
    return { ...cluster, password };
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`The data folder ${dataDir} cannot be used: ${reason}`, { cause: error });
  }
}

async function ensurePassword(file: string): Promise<string> {
  const fresh = randomBytes(24).toString('base64url');
  try {
    await writeFile(file, fresh, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return readFile(file, 'utf8');
  }
}

/** Made elsewhere and moved to its place when it is whole, so that one that was interrupted is never mistaken for one. */
async function create(options: {
  dataDir: string;
  directory: string;
  password: string;
  binaries: Binaries;
  user: OperatingUser | undefined;
  onProgress: (message: string) => void;
}): Promise<void> {
  const { dataDir, directory, password, binaries, user, onProgress } = options;
  onProgress('Preparing PostgreSQL (first start)');
  const unfinished = await mkdtemp(join(dataDir, 'unfinished-'));
  const passwordFile = `${unfinished}.password`;
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (user) await Promise.all([unfinished, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    const command = await asUser(
      user,
      [binaries.initdb, unfinished],
      [
        binaries.initdb,
        `--pgdata=${unfinished}`,
        `--pwfile=${passwordFile}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order of texts on every machine.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
    );
    const initdb = spawn(command.file, command.args, {
      ...command.options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exit = new Promise<number | null>((resolve, reject) => {
      initdb.once('error', reject).once('exit', resolve);
    });
    const [code, complaint] = await Promise.all([exit, text(initdb.stderr ?? [])]);
    if (code !== 0) throw new Error(`initdb failed: ${complaint.trim()}`);
    await rename(unfinished, directory);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}
