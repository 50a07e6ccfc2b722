import { replay as sendAgain } from '@ursa/outbox';
import { SetupError } from '@ursa/setup';
import type { AnySubgraph } from '@ursa/subgraph-kit';
import { readArguments } from '../arguments.ts';
import { ok } from '../output.ts';
import { chooseOne, subgraphNamed } from './choose.ts';
import { dataDirOption, withInstallation } from './installation.ts';
import { momentOf } from './moments.ts';

const help = `ops replay: send published events of a subgraph once more.

  npx pnpm@12 ops replay <subgraph> --since WHEN [options]

  --since WHEN       events from then on: a while ago (90s, 15m, 2h, 7d) or a time (2026-11-20T08:00:00Z)
  --until WHEN       events before then
  --aggregate ID     events of this thing only
  --to CONSUMER      to this subgraph only, also those that happened before it took them; default: everyone
  --data-dir DIR     where the embedded services keep their data (default: .ursa)
  --help             this text

Whoever handled an event before takes no notice, as long as its inbox remembers (30 days). Published events are kept
for 7 days. With embedded services they are sent on the next start.`;

/** Marks events as not yet published, so that the relay sends them. */
export async function replay(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = readArguments(
    help,
    { ...dataDirOption, since: text, until: text, aggregate: text, to: text },
    { args, allowPositionals: true },
  );
  const { since, until, aggregate, to } = values;
  if (since === undefined) throw new SetupError('Say from when on: --since 2h, or a time.');
  const range = {
    from: momentOf('since', since),
    ...(until !== undefined && { until: momentOf('until', until) }),
    ...(aggregate !== undefined && { aggregate }),
  };
  await withInstallation(values['data-dir'], async (installation) => {
    const owner = chooseOne(installation, positionals);
    const only = to === undefined ? {} : destination(owner, subgraphNamed(installation.subgraphs, to));
    const database = await installation.database(owner.name);
    const count = await sendAgain(database, { ...range, ...only });
    ok(`${count === 1 ? '1 event is' : `${count} events are`} sent again`);
  });
}

/** One consumer, and the types that it takes: others it would give up on. */
function destination({ name: owner }: AnySubgraph, { name, consumes = [] }: AnySubgraph) {
  const types = consumes
    .filter(({ contract }) => contract.owner === owner)
    .map(({ contract }) => contract.name);
  if (types.length === 0) throw new SetupError(`${name} takes no events of ${owner}.`);
  return { to: [name], types };
}
