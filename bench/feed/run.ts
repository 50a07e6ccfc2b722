import { randomUUIDv7 } from 'node:crypto';
import { feed } from '@subgraph/feed';
import { PostCreated } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId, retype, toUuid } from '@ursa/ids';
import { createInbox } from '@ursa/outbox';
import { createLog } from '@ursa/telemetry';
import pg from 'pg';
import type { Finding } from '../finding.ts';
import type { Work } from '../measure.ts';
import { compare, costsOf, growthExponent } from '../measure.ts';
import type { Bench } from '../run.ts';
import type { Staged } from '../stage.ts';
import { openStage } from '../stage.ts';
import { readPage, writePost } from './limit.ts';
import type { Network } from './seed.ts';
import { seedAuthor, seedNetwork } from './seed.ts';

const pageSize = 20;
const concurrency = 4;
/** The bound of the fan-out in this bench. */
const pushLimit = 500;
const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Viewer { feed(first: ${pageSize}) {
  edges { cursor } nodes { id reason addedAt post { id } repostedBy { id } } pageInfo { hasNextPage endCursor } } } } }`;

interface Experiment {
  readonly staged: Staged;
  readonly network: Network;
  readonly limit: pg.Pool;
}

/**
 * What a page of a feed and a post with 100 active followers cost, against the same rows through plain prepared
 * statements over one pool; how both grow with the number of posts; and that a post costs no more above the bound.
 */
export const bench: Bench = async ({ sizes, rounds, roundMs, progress }) => {
  const stage = await openStage(progress);
  const experiments = new Map<number, Experiment>();
  try {
    for (const size of sizes) {
      progress(`${size} posts`);
      const environment = { FEED_FANOUT_MAX_FOLLOWERS: `${pushLimit}` };
      const staged = await stage.start(feed, { name: `feed_${size}`, environment });
      const limit = new pg.Pool({ connectionString: staged.url, max: 10, options: '-c search_path=feed' });
      const network = await seedNetwork(limit, size);
      experiments.set(size, { staged, network, limit });
    }
    return await findings(experiments, { rounds, roundMs, progress });
  } finally {
    for (const { limit } of experiments.values()) await limit.end();
    await stage.close();
  }
};

async function findings(
  experiments: ReadonlyMap<number, Experiment>,
  { rounds, roundMs, progress }: { rounds: number; roundMs: number; progress: (message: string) => void },
): Promise<Finding[]> {
  const pace = { rounds, roundMs, concurrency };
  const works = (of: (experiment: Experiment) => Work) =>
    new Map([...experiments].map(([size, experiment]) => [size, of(experiment)]));
  const [[largest, experiment]] = [...experiments].slice(-1) as [[number, Experiment]];

  progress('reading');
  const read = await compare({ ours: reading(experiment), limit: plainReading(experiment) }, pace);
  const readCosts = await costsOf(works(reading), pace);
  progress('writing');
  const write = await compare({ ours: writing(experiment), limit: plainWriting(experiment) }, pace);
  const writeCosts = await costsOf(works(writing), pace);
  progress('followers above and below the bound');
  const flat = await costsOf(await byFollowers(experiment), { ...pace, concurrency: 1 });
  const at = flat.get(pushLimit) as number;
  const above = Math.max(...[...flat].filter(([followers]) => followers > pushLimit).map(([, cost]) => cost));

  const rates = ({ ours, limit }: { ours: number; limit: number }) =>
    `${ours.toFixed(0)} of ${limit.toFixed(0)} a second, among ${largest} posts`;
  const told = (costs: ReadonlyMap<number, number>) =>
    [...costs].map(([size, cost]) => `${size}: ${cost.toFixed(2)} ms`).join(', ');
  return [
    {
      what: 'page of a feed, ratio to plain SQL',
      value: read.ratio,
      target: { atLeast: 0.3 },
      detail: rates(read),
    },
    {
      what: 'post with 100 followers, ratio to plain SQL',
      value: write.ratio,
      target: { atLeast: 0.4 },
      detail: rates(write),
    },
    {
      what: 'page, growth exponent over posts',
      value: growthExponent(readCosts),
      target: { atMost: 0.1 },
      detail: told(readCosts),
    },
    {
      what: 'post, growth exponent over posts',
      value: growthExponent(writeCosts),
      target: { atMost: 0.1 },
      detail: told(writeCosts),
    },
    {
      what: `post, cost above the bound of ${pushLimit} followers relative to at it`,
      value: above / at,
      target: { atMost: 1 },
      detail: told(flat),
    },
  ];
}

function reading({ staged, network }: Experiment): Work {
  return async (n) => {
    const viewer = network.readers[n % network.readers.length] as UserId;
    const data = (await staged.ask(
      query,
      { of: [{ __typename: 'Viewer', id: retype(viewer, 'viewer') }] },
      viewer,
    )) as {
      _entities: [{ feed: { nodes: unknown[] } }];
    };
    if (data._entities[0].feed.nodes.length !== pageSize) throw new Error('This page is not whole.');
  };
}

function plainReading({ network, limit }: Experiment): Work {
  return async (n) => {
    const found = await readPage(limit, network.readers[n % network.readers.length] as UserId, pageSize + 1);
    if (found !== pageSize + 1) throw new Error('This page is not whole.');
  };
}

/** Posts as their events come in, by an author in turn. */
function writing({ staged, network }: Experiment): Work {
  const post = publishing(staged);
  return (n) => post(network.authors[n % network.authors.length] as UserId);
}

function publishing({ database }: Staged): (author: UserId) => Promise<void> {
  const log = createLog({ name: 'feed', level: 'error' });
  const inbox = createInbox({ database, consumes: feed.consumes ?? [], log });
  return async (authorId) => {
    const postId = newId('post');
    const {
      consumers: _,
      liveId: __,
      ...event
    } = PostCreated.create(postId, {
      ...{ postId, authorId, visibility: 'PUBLIC', mentionedIds: [] },
    });
    const outcome = await inbox.handle({ ...event, sequence: 1 }, { redelivered: false });
    if (outcome !== 'handled') throw new Error(JSON.stringify(outcome));
  };
}

function plainWriting({ network, limit }: Experiment): Work {
  const followers = network.readers.map(toUuid);
  return (n) => {
    const author = network.authors[n % network.authors.length] as UserId;
    return writePost(limit, { id: randomUUIDv7(), author, at: new Date() }, followers);
  };
}

/** Posts of authors with fewer, as many and more followers than are pushed to. */
async function byFollowers({ staged, limit }: Experiment): Promise<Map<number, Work>> {
  const post = publishing(staged);
  const works = new Map<number, Work>();
  for (const [nth, followers] of [50, pushLimit, 2 * pushLimit, 10_000, 100_000].entries()) {
    const author = await seedAuthor(limit, 50_001 + nth, followers);
    works.set(followers, () => post(author));
  }
  return works;
}
