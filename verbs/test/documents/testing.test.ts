import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read, root, tablesOf } from './markdown.ts';

const rows = [...tablesOf('docs/testing.md')].flatMap(([heading, cells]) =>
  cells.map(([promise = '', shown = '']) => ({ heading, promise, shown })),
);

/** The files a cell links to, each with the titles that stand behind it. */
function shownBy(cell: string): { file: string; titles: string[] }[] {
  return [...cell.matchAll(/\[[^\]]+\]\(\.\.\/([^)]+)\)([^[]*)/g)].map(([, file = '', behind = '']) => ({
    file,
    titles: [...behind.matchAll(/“([^”]+)”/g)].map(([, title]) => title ?? ''),
  }));
}

test('every promise names a test', () => {
  expect(rows.length).toBeGreaterThan(90);
  for (const { promise, shown } of rows) expect(shownBy(shown), promise).not.toEqual([]);
});

test.each(rows)('$heading: $promise', ({ shown }) => {
  for (const { file, titles } of shownBy(shown)) {
    expect(existsSync(join(root, file)), file).toBe(true);
    const text = read(file);
    for (const title of titles) {
      const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``];
      expect(
        quoted.some((literal) => text.includes(literal)),
        `“${title}” in ${file}`,
      ).toBe(true);
    }
  }
});
