import { readArguments } from './arguments.ts';
import { operatorSentence } from './ops/sentence.ts';
import { fail } from './output.ts';

const help = `ops: the operator's hands.

  npx pnpm@12 ops outbox                     what is still to be sent, and to be handled
  npx pnpm@12 ops dead-letters <subgraph>    the events it gave up on: list, replay, discard
  npx pnpm@12 ops replay <subgraph>          send published events once more
  npx pnpm@12 ops rebuild <subgraph>         have owners tell it again what it keeps of theirs
  npx pnpm@12 ops migrate                    bring all tables up to date
  npx pnpm@12 ops keys rotate                sign access tokens with the next key

  <command> --help                           what it does in full, and its options

They work on what the environment names (POSTGRES_URL, or <SUBGRAPH>_POSTGRES_URL, and RABBITMQ_URL), while it runs;
or, where it names nothing, on the embedded services of --data-dir (default: .ursa), while the supergraph is stopped.`;

type Command = (args: string[]) => Promise<void>;

// Loaded when asked for: the subgraphs take their time.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  outbox: async () => (await import('./ops/outbox.ts')).outbox,
  'dead-letters': async () => (await import('./ops/dead-letters.ts')).deadLetters,
  replay: async () => (await import('./ops/replay.ts')).replay,
  rebuild: async () => (await import('./ops/rebuild.ts')).rebuild,
  migrate: async () => (await import('./ops/migrate.ts')).migrate,
  keys: async () => (await import('./ops/keys.ts')).keys,
};

const [name = '--help', ...args] = process.argv.slice(2);
const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (load === undefined) {
  readArguments(help, {}, { args: [name] });
  fail(`There is no command ${name}: try --help.`);
  process.exit(2);
}
try {
  const command = await load();
  await command(args);
} catch (error) {
  fail(operatorSentence(error));
  process.exit(1);
}
