import { search } from '@subgraph/search';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import { PostCreated } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { createInbox } from '@ursa/outbox';
import type { Finding } from '../finding.ts';
import type { Work } from '../measure.ts';
import { compare, costsOf, growthExponent } from '../measure.ts';
import type { BenchOptions } from '../run.ts';
import type { Staged } from '../stage.ts';
import { openStage } from '../stage.ts';
import { openLimit } from './limit.ts';
import { commonWord, load, rareWord, rareWords } from './load.ts';

const concurrency = 8;
const poolMax = 10;
const pageSize = 20;
const kinds = { POST: 2 };

const page = `query ($query: String!, $first: Int) { search(query: $query, types: [POST], first: $first) {
  edges { cursor score node { __typename ... on Post { id } } } pageInfo { hasNextPage endCursor } } }`;

/** What is looked for. */
const queries: Readonly<Record<string, (n: number) => string[]>> = {
  'a rare word': (n) => [rareWord(n % rareWords)],
  'a common word': () => [commonWord],
  'a rare and a common word': (n) => [rareWord(n % rareWords), commonWord],
};

/** Ours and the limit's work at one size. */
interface Experiment {
  readonly ours: { readonly read: (words: (n: number) => string[]) => Work; readonly write: Work };
  readonly limit: { readonly read: (words: (n: number) => string[]) => Work; readonly write: Work };
}

/** Searches and indexing at each size: their ratio to plain SQL at the largest, and how their cost grows. */
export async function bench({ sizes, rounds, roundMs, progress }: BenchOptions): Promise<Finding[]> {
  const stage = await openStage(progress);
  const limits: { close(): Promise<void> }[] = [];
  try {
    const experiments = new Map<number, Experiment>();
    for (const size of sizes) {
      progress(`Loading ${size} posts`);
      const staged = await stage.start(search, { name: String(size), poolMax });
      const viewers = await load(staged.url, size);
      const limit = openLimit(staged.url, poolMax);
      limits.push(limit);
      experiments.set(size, experimentOf(staged, limit, viewers));
    }
    return await measure(experiments, { rounds, roundMs, progress });
  } finally {
    for (const limit of limits) await limit.close();
    await stage.close();
  }
}

function experimentOf(
  { ask, database }: Staged,
  limit: ReturnType<typeof openLimit>,
  viewers: readonly UserId[],
): Experiment {
  const viewer = (n: number) => viewers[(n * 7_919) % viewers.length] as UserId;
  const inbox = createInbox({ database, consumes: search.consumes ?? [] });
  return {
    ours: {
      read: (words) => (n) => ask(page, { query: words(n).join(' '), first: pageSize }, viewer(n)),
      write: async (n) => {
        const outcome = await inbox.handle(published(viewer(n), n), { redelivered: false });
        if (outcome !== 'handled') throw new Error(`It was not handled: ${JSON.stringify(outcome)}`);
      },
    },
    limit: {
      read: (words) => (n) => limit.read(words(n), [kinds.POST], viewer(n), pageSize),
      write: (n) => limit.write(published(viewer(n), n)),
    },
  };
}

/** A new post of a dozen words, few of them new. */
function published(authorId: UserId, n: number): EventEnvelope<PayloadOf<typeof PostCreated>> {
  const postId = newId('post');
  const letters = (of: number) =>
    [...of.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('');
  const words = Array.from({ length: 12 }, (_, at) => `word${letters(((n + 1) * (at * at + 3)) % 5_000)}`);
  const post = { postId, authorId, visibility: 'PUBLIC', body: words.join(' ') } as const;
  const { consumers: _, liveId: __, ...event } = PostCreated.create(postId, { ...post, mentionedIds: [] });
  return { ...event, sequence: 1 };
}

async function measure(
  experiments: ReadonlyMap<number, Experiment>,
  { rounds, roundMs, progress }: Omit<BenchOptions, 'sizes'>,
): Promise<Finding[]> {
  const pace = { concurrency, roundMs, rounds };
  const [largest, { ours, limit }] = [...experiments].at(-1) as [number, Experiment];
  const findings: Finding[] = [];
  const ratio = async (what: string, atLeast: number, mine: Work, theirs: Work) => {
    progress(`Measuring ${what}`);
    const found = await compare({ ours: mine, limit: theirs }, pace);
    const detail = `${found.ours.toFixed(0)} of ${found.limit.toFixed(0)} a second, ${largest} rows`;
    findings.push({ what: `${what}, ratio to the limit`, value: found.ratio, target: { atLeast }, detail });
  };
  const growth = async (what: string, workOf: (of: Experiment) => Work) => {
    progress(`Measuring how ${what} grows`);
    const costs = await costsOf(new Map([...experiments].map(([size, one]) => [size, workOf(one)])), pace);
    findings.push({
      what: `${what}, growth exponent`,
      value: growthExponent(costs),
      target: { atMost: 0.1 },
      detail: [...costs].map(([size, ms]) => `${size}: ${ms.toFixed(2)} ms`).join(', '),
    });
  };
  for (const [what, words] of Object.entries(queries)) {
    await ratio(`searching for ${what}`, 0.3, ours.read(words), limit.read(words));
  }
  await ratio('indexing', 0.4, ours.write, limit.write);
  for (const [what, words] of Object.entries(queries)) {
    await growth(`searching for ${what}`, (of) => of.ours.read(words));
  }
  await growth('indexing', (of) => of.ours.write);
  return findings;
}
