import type { Database } from '@ursa/database';
import type { Rebuild } from '@ursa/outbox';
import { rebuildFromOwners } from '@ursa/outbox';
import { SetupError } from '@ursa/setup';
import type { AnySubgraph } from '@ursa/subgraph-kit';
import { readArguments } from '../arguments.ts';
import { ok } from '../output.ts';
import { chooseOne } from './choose.ts';
import type { Installation } from './installation.ts';
import { dataDirOption, withInstallation } from './installation.ts';

const help = `ops rebuild: have the owners tell a subgraph again what it keeps of theirs.

  npx pnpm@12 ops rebuild <subgraph>

  --data-dir DIR where the embedded services keep their data (default: .ursa)
  --help         this text

For what is derived from others' events: the search index, feeds, counts, who follows and blocks whom. It is served,
and events are taken, while this runs; afterwards it equals what the owners hold. Repeatable; one that was interrupted
is simply run again.`;

/** Rebuilds what a subgraph derives from others. */
export async function rebuild(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(help, dataDirOption, { args, allowPositionals: true });
  await withInstallation(values['data-dir'], async (installation) => {
    const target = chooseOne(installation, positionals);
    if (!target.rebuild)
      throw new SetupError(`${target.name} keeps nothing of others that can be told again.`);
    const database = await installation.database(target.name);
    const { told, removed } = await rebuildFromOwners({
      database,
      rebuild: target.rebuild,
      sources: await sourcesOf(target.name, target.rebuild, installation),
    });
    ok(
      `${target.name} was told ${events(told)}; ${removed === 1 ? '1 row' : `${removed} rows`} nobody told of`,
    );
  });
}

/** The owners of what is taken. One that could not tell would look like one that holds nothing. */
async function sourcesOf(name: string, { takes }: Rebuild, installation: Installation) {
  const owners = [...new Set(takes.map(({ contract }) => contract.owner))];
  const taken = new Set(takes.map(({ contract }) => contract.name));
  const sources: { database: Database; snapshots: NonNullable<AnySubgraph['snapshots']> }[] = [];
  for (const owner of installation.subgraphs.filter((one) => owners.includes(one.name))) {
    const { snapshots = [] } = owner;
    if (!snapshots.some(({ tells }) => tells.some((contract) => taken.has(contract.name)))) {
      throw new SetupError(`${owner.name} has no snapshots, by which it would tell ${name} what it holds.`);
    }
    sources.push({ database: await installation.database(owner.name), snapshots });
  }
  return sources;
}

const events = (count: number) => (count === 1 ? '1 event' : `${count} events`);
