import { styleText } from 'node:util';

/** One line: this is well. */
export function ok(line: string): void {
  console.log(`${styleText('green', '✓')} ${line}`);
}

/** One line: this is not, and below it why. */
export function fail(line: string, details: readonly string[] = []): void {
  console.error(`${styleText('red', '✗')} ${line}`);
  for (const detail of details) console.error(`    ${detail}`);
}

/** A heading and what belongs to it. */
export function list(heading: string, lines: readonly string[]): void {
  console.log(`  ${heading}`);
  for (const line of lines) console.log(`    ${line.replaceAll('\n', '\n    ')}`);
}
