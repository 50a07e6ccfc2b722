import type { Database } from '@ursa/database';
import type { InboxStatus, OutboxStatus } from '@ursa/outbox';
import { inboxStatus, outboxStatus } from '@ursa/outbox';
import type { AnySubgraph } from '@ursa/subgraph-kit';
import { readArguments } from '../arguments.ts';
import { list } from '../output.ts';
import { choose } from './choose.ts';
import { dataDirOption, withInstallation } from './installation.ts';
import { spoken } from './moments.ts';
import { printTable } from './table.ts';

const help = `ops outbox: what is still to be sent, and to be handled.

  npx pnpm@12 ops outbox [subgraph…]

  unpublished    events that not every consumer has yet, and the age of the oldest
  unannounced    events that the live channel was not told of yet
  pending        events that arrived and are not handled yet
  retrying       events that failed and will be tried again
  dead           events given up on: see ops dead-letters

  --json         as JSON
  --data-dir DIR where the embedded services keep their data (default: .ursa)
  --help         this text`;

interface Status {
  subgraph: string;
  outbox: OutboxStatus | null;
  inbox: InboxStatus | null;
}

/** Prints what outboxes and inboxes still have to do. */
export async function outbox(args: string[]): Promise<void> {
  const options = { ...dataDirOption, json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = readArguments(help, options, { args, allowPositionals: true });
  await withInstallation(values['data-dir'], async (installation) => {
    const statuses = await Promise.all(
      choose(installation, positionals).map(async (subgraph) =>
        statusOf(subgraph, await installation.database(subgraph.name)),
      ),
    );
    if (values.json) console.log(JSON.stringify(statuses, null, 2));
    else print(statuses);
  });
}

async function statusOf(
  { name, publishes = [], consumes = [] }: AnySubgraph,
  database: Database,
): Promise<Status> {
  return {
    subgraph: name,
    outbox: publishes.length > 0 ? await outboxStatus(database) : null,
    inbox: consumes.length > 0 ? await inboxStatus(database) : null,
  };
}

function print(statuses: readonly Status[]): void {
  printTable(
    ['subgraph', 'unpublished', 'oldest', 'unannounced', 'pending', 'retrying', 'dead'],
    statuses.map(({ subgraph, outbox: out, inbox }) => [
      subgraph,
      ...(out
        ? [out.unpublished, out.unpublished ? spoken(out.oldestAgeMs) : '', out.unannounced]
        : ['', '', '']),
      ...(inbox ? [inbox.pending, inbox.retrying, inbox.dead] : ['', '', '']),
    ]),
  );
  for (const { subgraph, outbox: out } of statuses) {
    const stuck = out?.stuck ?? [];
    if (stuck.length === 0) continue;
    console.log('');
    list(
      `${subgraph} was refused:`,
      stuck.map(
        ({ id, type, aggregate, sequence, waiting, attempts, lastError }) =>
          `${id} ${type} ${aggregate} #${sequence}, for ${waiting.join(', ')}, after ${attempts} attempts: ${lastError}`,
      ),
    );
  }
}
