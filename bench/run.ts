import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Choice, Choices } from './choices.ts';
import { helpOf, isSound, optionsOf, usual } from './choices.ts';
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
export type Bench = (options: BenchOptions, choice: Choice) => Promise<Finding[]>;

/** A bench that can be run; its own choices take the place of the usual ones. */
interface Module {
  readonly bench: Bench;
  readonly choices?: Choices;
}

const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['test', 'node_modules'].includes(entry.name))
  .map(({ name }) => name);

// As on machines: libraries check their arguments less.
// biome-ignore lint/style/noProcessEnv: read when they are loaded, below
process.env['NODE_ENV'] ??= 'production';
const name = process.argv.slice(2).find((argument) => names.includes(argument));
const bench = name === undefined ? undefined : ((await import(`./${name}/run.ts`)) as Module);
const choices = bench?.choices ?? usual;
const help = `bench <name>: one benchmark, with its limit measured in the same run. Exits 1 when a target is missed.

  npx pnpm@12 bench ${name ?? names[0] ?? '<name>'}

  names: ${names.join(', ')}
${helpOf(choices)}`;

const { values, positionals } = parseArgs({ options: optionsOf(choices), allowPositionals: true });
const choice: Choice = (option) => String(values[option] ?? '');
const sound = Object.entries(choices).every(([option, asked]) => isSound(choice(option), asked));

if (values['help']) console.log(help);
else if (bench === undefined || positionals.length > 1 || !sound) {
  console.error(help);
  process.exitCode = 2;
} else {
  const options: BenchOptions = {
    sizes: choice('sizes').split(',').map(Number),
    rounds: Number(choice('rounds')),
    roundMs: Number(choice('round-ms')),
    progress: (message) => console.log(`… ${message}`),
  };
  const findings = await bench.bench(options, choice);
  for (const finding of findings) console.log(line(finding));
  if (!findings.every(isMet)) process.exitCode = 1;
}
