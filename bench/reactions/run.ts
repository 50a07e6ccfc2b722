import { reactions } from '@subgraph/reactions';
import type { PostId, UserId } from '@ursa/ids';
import type { Finding } from '../finding.ts';
import type { Work } from '../measure.ts';
import { compare, costsOf, growthExponent } from '../measure.ts';
import type { BenchOptions } from '../run.ts';
import type { Staged } from '../stage.ts';
import { openStage } from '../stage.ts';
import { openLimit } from './limit.ts';
import { load } from './load.ts';

const concurrency = 8;
const poolMax = 10;
const pageSize = 20;
const kinds = ['LIKE', 'LOVE', 'LAUGH', 'WOW', 'FIRE'];

const read = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Post {
  reactionCount reactionCounts { kind count } viewerReaction } } }`;
const write = `mutation ($input: ReactInput!) { react(input: $input) {
  reaction { id kind } errors { message } } }`;

/** Ours and the limit's work at one size. */
interface Experiment {
  readonly ours: { readonly read: (size: number) => Work; readonly write: Work };
  readonly limit: { readonly read: (size: number) => Work; readonly write: Work };
}

/** Reads and writes of reactions at each size: their ratio to plain SQL at the largest, and how their cost grows. */
export async function bench({ sizes, rounds, roundMs, progress }: BenchOptions): Promise<Finding[]> {
  const stage = await openStage(progress);
  const limits: { close(): Promise<void> }[] = [];
  try {
    const experiments = new Map<number, Experiment>();
    for (const size of sizes) {
      progress(`Loading ${size} reactions`);
      const staged = await stage.start(reactions, { name: String(size), poolMax });
      const { posts, viewers } = await load(staged.url, size);
      const limit = openLimit(staged.url, poolMax);
      limits.push(limit);
      experiments.set(size, experimentOf(staged, limit, posts, viewers));
    }
    return await measure(experiments, { rounds, roundMs, progress });
  } finally {
    for (const limit of limits) await limit.close();
    await stage.close();
  }
}

function experimentOf(
  { ask }: Staged,
  limit: ReturnType<typeof openLimit>,
  posts: readonly PostId[],
  viewers: readonly UserId[],
): Experiment {
  const one = <T>(of: readonly T[], n: number) => of[(n * 7_919) % of.length] as T;
  const pageAt = (n: number, size: number) => {
    const start = (n * 7_919) % posts.length;
    return Array.from({ length: size }, (_, at) => posts[(start + at * 31) % posts.length] as PostId);
  };
  return {
    ours: {
      read: (size) => async (n) => {
        const of = pageAt(n, size).map((id) => ({ __typename: 'Post', id }));
        await ask(read, { of }, one(viewers, n));
      },
      write: async (n) => {
        const input = { subjectId: one(posts, n), kind: one(kinds, n) };
        await ask(write, { input }, one(viewers, n * 3));
      },
    },
    limit: {
      read: (size) => (n) => limit.read(pageAt(n, size), one(viewers, n)),
      write: (n) => limit.write(one(posts, n), one(viewers, n * 5), 1 + (n % 5)),
    },
  };
}

async function measure(
  experiments: ReadonlyMap<number, Experiment>,
  { rounds, roundMs, progress }: Omit<BenchOptions, 'sizes'>,
): Promise<Finding[]> {
  const pace = { concurrency, roundMs, rounds };
  const [largest, experiment] = [...experiments].at(-1) as [number, Experiment];
  const findings: Finding[] = [];
  const ratio = async (what: string, target: number | undefined, ours: Work, limit: Work) => {
    progress(`Measuring ${what}`);
    const found = await compare({ ours, limit }, pace);
    findings.push({
      what: `${what}, ratio to the limit`,
      value: found.ratio,
      ...(target && { target: { atLeast: target } }),
      detail: `${found.ours.toFixed(0)} of ${found.limit.toFixed(0)} a second, ${largest} rows`,
    });
  };
  const { ours, limit } = experiment;
  await ratio(`reads of ${pageSize} subjects`, 0.3, ours.read(pageSize), limit.read(pageSize));
  await ratio('reads of 1 subject', undefined, ours.read(1), limit.read(1));
  await ratio('reads of 100 subjects', undefined, ours.read(100), limit.read(100));
  await ratio('writes', 0.4, ours.write, limit.write);

  const growth = async (what: string, workOf: (of: Experiment) => Work) => {
    progress(`Measuring how ${what} grow`);
    const works = new Map([...experiments].map(([size, one]) => [size, workOf(one)]));
    const costs = await costsOf(works, pace);
    findings.push({
      what: `${what}, growth exponent`,
      value: growthExponent(costs),
      target: { atMost: 0.1 },
      detail: [...costs].map(([size, cost]) => `${size}: ${cost.toFixed(3)} ms`).join(', '),
    });
  };
  await growth('reads', (one) => one.ours.read(pageSize));
  await growth('writes', (one) => one.ours.write);
  return findings;
}
