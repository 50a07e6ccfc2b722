import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Objects } from '../objects.ts';
import { requireKey } from '../objects.ts';

/** Objects as files under a folder, which is made when it is missing. */
export function filesObjects({ dir }: { readonly dir: string }): Objects {
  const pathOf = (key: string): string => {
    requireKey(key);
    return join(dir, key);
  };
  return {
    async put(key, source) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Beside its place, so that renaming is atomic; the name is no key, so nobody reads it.
      const draft = `${path}.~${randomUUID()}`;
      try {
        if ('file' in source) await copyFile(source.file, draft);
        else await writeFile(draft, source, { mode: 0o600 });
        await rename(draft, path);
      } finally {
        await rm(draft, { force: true });
      }
    },
    async get(key, range) {
      const file = await open(pathOf(key)).catch(absent);
      if (!file) return undefined;
      try {
        const { size } = await file.stat();
        return { size, body: createReadStream('', { ...range, fd: file }) };
      } catch (error) {
        await file.close();
        throw error;
      }
    },
    async size(key) {
      return (await stat(pathOf(key)).catch(absent))?.size;
    },
    async remove(keys) {
      for (const key of keys) await rm(pathOf(key), { force: true });
    },
    presignPut: async () => null,
  };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
