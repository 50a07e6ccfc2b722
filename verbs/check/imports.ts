import { readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

const imported = /\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/**
 * Relative imports that leave their package, one line each: another package is imported by its name, where
 * biome sees it and refuses what points the wrong way. Only verbs/, which puts everything together, reaches anywhere.
 */
export function importsThatLeave(root: string, files: readonly string[]): string[] {
  const packages = files
    .filter((file) => file.endsWith('package.json'))
    .map((file) => dirname(join(root, file)));
  return files
    .filter((file) => file.endsWith('.ts') && !file.startsWith('verbs/'))
    .flatMap((file) => {
      const home = packageOf(packages, join(root, file));
      if (home === undefined) return [];
      const targets = [...readFileSync(join(root, file), 'utf8').matchAll(imported)].map((match) => match[1]);
      return targets
        .filter((target) => !resolve(root, dirname(file), target ?? '').startsWith(home + sep))
        .map((target) => `${file} imports ${target}, which lies outside its package`);
    });
}

// The innermost package that holds the file; the workspace's own root holds none.
function packageOf(packages: readonly string[], file: string): string | undefined {
  return packages
    .filter((folder) => file.startsWith(folder + sep))
    .sort((a, b) => b.length - a.length)
    .at(0);
}
