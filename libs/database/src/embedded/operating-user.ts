import type { SpawnOptions } from 'node:child_process';
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { SetupError } from '@ursa/setup';

const run = promisify(execFile);

/** Who runs the server when it is not we ourselves. */
export interface OperatingUser {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root, so root hands it to the user `postgres`, who is made if need be. */
export async function operatingUser(): Promise<OperatingUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  try {
    return await idOf('postgres');
  } catch {
    // There is none yet.
  }
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return await idOf('postgres');
  } catch (error) {
    throw new SetupError('PostgreSQL does not run as root, and no user "postgres" could be made for it.', {
      cause: error,
    });
  }
}

async function idOf(name: string): Promise<OperatingUser> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

export interface Command {
  file: string;
  args: string[];
  options: SpawnOptions;
}

/** The command as that user would give it, who may not be allowed into the folders that lead to `paths`. */
export async function asUser(
  user: OperatingUser | undefined,
  paths: readonly string[],
  [file, ...args]: readonly [string, ...string[]],
): Promise<Command> {
  const options = { cwd: '/' };
  if (user === undefined) return { file, args, options };
  const reachable = await Promise.all(paths.map((path) => reaches(user, dirname(path))));
  if (reachable.every(Boolean)) return { file, args, options: { ...options, ...user } };
  // A clone in root's home, say: of root's powers the user is lent the one to pass through closed folders.
  const powers = '-all,+dac_override';
  const ids = ['--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups'];
  const lent = [...ids, '--inh-caps', powers, '--ambient-caps', powers, '--', file, ...args];
  return { file: 'setpriv', args: lent, options };
}

async function reaches({ uid, gid }: OperatingUser, folder: string): Promise<boolean> {
  const { mode, uid: owner, gid: group } = await stat(folder);
  const execute = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  if ((mode & execute) === 0) return false;
  return folder === dirname(folder) || reaches({ uid, gid }, dirname(folder));
}
