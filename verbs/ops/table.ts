import { styleText } from 'node:util';

/** Prints rows under a heading: the first column to the left, numbers to the right. */
export function printTable(
  heading: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const texts = rows.map((row) => row.map(String));
  const widths = heading.map((title, at) =>
    Math.max(title.length, ...texts.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  console.log(styleText('dim', line(heading)));
  for (const row of texts) console.log(line(row));
}
