import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is older was left by a process that was killed. */
const staleMs = 3_600_000;

/** Removes what killed processes left in the scratch folder. */
export async function clearScratch(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > staleMs) await rm(path, { force: true });
  }
}
