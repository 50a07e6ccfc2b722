import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that a verb makes; its path is relative to the workspace. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Those of the files whose committed text is another, or missing. */
export function findDrift(root: string, files: readonly GeneratedFile[]): GeneratedFile[] {
  return files.filter(({ path, text }) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
}

/** Writes the files that drifted, and answers with them. */
export function writeDrift(root: string, files: readonly GeneratedFile[]): GeneratedFile[] {
  const drifted = findDrift(root, files);
  for (const { path, text } of drifted) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return drifted;
}
