import type { DeadLetter, DeadLetters } from '@ursa/broker';
import { createInbox } from '@ursa/outbox';
import { SetupError } from '@ursa/setup';
import { readArguments } from '../arguments.ts';
import { list, ok } from '../output.ts';
import { chooseOne } from './choose.ts';
import { dataDirOption, withInstallation } from './installation.ts';

const help = `ops dead-letters: the events that a subgraph gave up on.

  npx pnpm@12 ops dead-letters <subgraph>              the oldest of them, and why
  npx pnpm@12 ops dead-letters <subgraph> --replay …   gives them another round of attempts
  npx pnpm@12 ops dead-letters <subgraph> --discard …  lets go of them for good; what waits behind them goes on

  --replay, --discard   all, or ids: ID,ID…
  --limit N      how many to list (default: 100)
  --json         as JSON
  --data-dir DIR where the embedded services keep their data (default: .ursa)
  --help         this text

What was handled before has no second effect. With embedded services, what is replayed is handled on the next start.`;

/** Most dead letters that one command deals with. */
const most = 10_000;

/** Lists what a subgraph gave up on, or replays or discards it. */
export async function deadLetters(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(
    help,
    {
      ...dataDirOption,
      replay: { type: 'string' },
      discard: { type: 'string' },
      limit: { type: 'string', default: '100' },
      json: { type: 'boolean', default: false },
    },
    { args, allowPositionals: true },
  );
  const limit = Number(values.limit);
  if (!/^\d{1,5}$/.test(values.limit) || limit > most) {
    throw new SetupError(`--limit takes a number up to ${most}.`);
  }
  if (values.replay !== undefined && values.discard !== undefined) {
    throw new SetupError('Either --replay or --discard, not both.');
  }
  await withInstallation(values['data-dir'], async (installation) => {
    const { name, consumes = [] } = chooseOne(installation, positionals);
    if (consumes.length === 0) throw new SetupError(`${name} takes no events.`);
    const inbox = createInbox({ database: await installation.database(name), consumes });
    const letters = (await installation.broker()).deadLetters({ name, inbox });
    if (values.replay !== undefined) return replay(letters, values.replay);
    if (values.discard !== undefined) return discard(letters, values.discard);
    return print(name, await letters.list(limit), values.json);
  });
}

async function replay(letters: DeadLetters, which: string): Promise<void> {
  const ids = idsIn(which);
  tell(await letters.replay(ids), ids, 'is tried again', 'are tried again');
}

async function discard(letters: DeadLetters, which: string): Promise<void> {
  const ids = idsIn(which);
  const all = ids ?? (await letters.list(most)).map(({ id }) => id);
  tell(await letters.discard(all), ids, 'is gone', 'are gone');
}

/** The ids given; undefined: all. */
function idsIn(which: string): string[] | undefined {
  if (which === 'all') return undefined;
  const ids = which.split(',').map((id) => id.trim());
  if (ids.some((id) => id === '')) throw new SetupError('Give ids as ID,ID… or say all.');
  return ids;
}

/** Some of what was named may not be there: that is not well. */
function tell(count: number, ids: readonly string[] | undefined, is: string, are: string): void {
  const done = count === 1 ? `1 ${is}` : `${count} ${are}`;
  const missing = ids ? new Set(ids).size - count : 0;
  if (missing > 0) throw new SetupError(`${done}; no dead letter has the other ${missing} of these ids.`);
  ok(done);
}

function print(name: string, letters: readonly DeadLetter[], asJson: boolean): void {
  const count = letters.length === 1 ? '1 event' : `${letters.length} events`;
  if (asJson) console.log(JSON.stringify(letters, null, 2));
  else if (letters.length === 0) ok(`${name} gave up on nothing`);
  else list(`${name} gave up on ${count}:`, letters.map(line));
}

function line({ id, event, attempts, diedAt, reason }: DeadLetter): string {
  const what = event ? `${event.type} ${event.aggregate} #${event.sequence}` : 'not an event';
  const when = diedAt ? `, ${diedAt.toISOString()}` : '';
  return `${id} ${what}${when}, after ${attempts} attempts: ${reason}`;
}
