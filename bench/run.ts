import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Finding } from './finding.ts';
import { isMet, line } from './finding.ts';

/** What the command line chose for a bench. */
export interface BenchOptions {
  /** How many rows there are, one experiment each; the cost's growth is fitted over them. */
  readonly sizes: readonly number[];
  /** How often every measurement is taken; medians are told. */
  readonly rounds: number;
  /** How long one measurement takes at least. */
  readonly roundMs: number;
  /** Told, in a few words, what takes its time. */
  readonly progress: (message: string) => void;
}

/** A benchmark: `bench/<name>/run.ts` exports one as `bench`. Its limit is measured in the same run. */
export type Bench = (options: BenchOptions) => Promise<Finding[]>;

const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['test', 'node_modules'].includes(entry.name))
  .map(({ name }) => name);

const help = `bench <name>: one benchmark, with its limit measured in the same run. Exits 1 when a target is missed.

  npx pnpm@12 bench ${names[0] ?? '<name>'}

  names        ${names.join(', ')}
  --sizes      how many rows, one experiment each (default: 1000,10000,100000,1000000)
  --rounds     how often every measurement is taken; medians are told (default: 7)
  --round-ms   how long one measurement takes at least (default: 400)
  --help       this text`;

const { values, positionals } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    rounds: { type: 'string', default: '7' },
    'round-ms': { type: 'string', default: '400' },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowPositionals: true,
});
const [name] = positionals;
const sizes = values.sizes.split(',').map(Number);
const [rounds, roundMs] = [Number(values.rounds), Number(values['round-ms'])];
const sound = [...sizes, rounds, roundMs].every((value) => Number.isSafeInteger(value) && value > 0);

if (values.help) console.log(help);
else if (name === undefined || !names.includes(name) || positionals.length > 1 || !sound) {
  console.error(help);
  process.exitCode = 2;
} else {
  // As on machines: libraries check their arguments less.
  // biome-ignore lint/style/noProcessEnv: read when they are loaded, below
  process.env['NODE_ENV'] ??= 'production';
  const { bench } = (await import(`./${name}/run.ts`)) as { bench: Bench };
  const progress = (message: string) => console.log(`… ${message}`);
  const findings = await bench({ sizes, rounds, roundMs, progress });
  for (const finding of findings) console.log(line(finding));
  if (!findings.every(isMet)) process.exitCode = 1;
}
