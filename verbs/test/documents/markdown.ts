import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..', '..');

/** A file of the workspace. */
export const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

/** The rows of the tables under each heading of a document, as cells; the tables' own headings left out. */
export function tablesOf(path: string): Map<string, string[][]> {
  const tables = new Map<string, string[][]>();
  let heading = '';
  for (const line of read(path).split('\n')) {
    heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
    if (!line.startsWith('|')) continue;
    const cells = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
    tables.set(heading, [...(tables.get(heading) ?? []), cells]);
  }
  for (const [name, rows] of tables) {
    const ruled = rows.findIndex(([first = '']) => /^:?-+:?$/.test(first));
    tables.set(name, rows.slice(ruled + 1));
  }
  return tables;
}
