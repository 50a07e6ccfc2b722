import type { ParseArgsOptionsConfig } from 'node:util';
import { parseArgs } from 'node:util';

/**
 * Reads a verb's command line, or the part of it given as `args`. Every verb takes `--help`; an unknown option
 * prints the help and exits 2.
 */
export function readArguments<O extends ParseArgsOptionsConfig>(
  help: string,
  options: O,
  { allowPositionals = false, args = process.argv.slice(2) } = {},
) {
  try {
    const parsed = parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' } } as O & { help: { type: 'boolean' } },
      allowPositionals,
    });
    if ((parsed.values as { help?: boolean }).help) {
      console.log(help);
      process.exit(0);
    }
    return parsed;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}
