import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Installs Hive Gateway where it is not yet, as its lockfile says. Rejects with what the package manager says. */
export async function prepareHive(): Promise<void> {
  const args = ['--yes', 'pnpm@12', 'install', '--frozen-lockfile'];
  const cwd = join(import.meta.dirname, 'hive');
  try {
    await promisify(execFile)('npx', args, { cwd, timeout: 180_000 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`Hive Gateway could not be installed: ${stdout}${stderr}`, { cause: error });
  }
}
