import type { ParseArgsOptionsConfig } from 'node:util';

/** What the command line says of an option, or its default. */
export type Choice = (option: string) => string;

/** An option: a number above zero, or with `among` one of these; with `list` several of its kind, with commas. */
interface Asked {
  readonly default: string;
  readonly says: string;
  readonly among?: readonly string[];
  readonly list?: true;
}

/** A bench's options by their names. */
export type Choices = Readonly<Record<string, Asked>>;

/** What most benches leave to the command line. */
export const usual: Choices = {
  sizes: { default: '1000,10000,100000,1000000', says: 'how many rows, one experiment each', list: true },
  rounds: { default: '7', says: 'how often every measurement is taken; medians are told' },
  'round-ms': { default: '400', says: 'how long one measurement takes at least' },
};

/** Whether the text is what is asked for. */
export function isSound(text: string, { among, list }: Asked): boolean {
  const parts = list ? text.split(',') : [text];
  return parts.every((part) => {
    if (among) return among.includes(part);
    return Number.isSafeInteger(Number(part)) && Number(part) > 0;
  });
}

/** The options as the help tells them. */
export function helpOf(choices: Choices): string {
  const width = Math.max(...Object.keys(choices).map(({ length }) => length));
  const lines = Object.entries(choices).map(([option, asked]) => {
    return `  --${option.padEnd(width)}  ${asked.says} (default: ${asked.default})`;
  });
  return [...lines, `  --${'help'.padEnd(width)}  this text`].join('\n');
}

/** The options as `parseArgs` takes them. */
export function optionsOf(choices: Choices): ParseArgsOptionsConfig {
  const options = Object.entries(choices).map(
    ([option, asked]) => [option, { type: 'string', default: asked.default }] as const,
  );
  return { ...Object.fromEntries(options), help: { type: 'boolean', short: 'h', default: false } };
}
