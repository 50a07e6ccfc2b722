import type { Db } from '@ursa/database';
import type { ServiceDeps } from '@ursa/subgraph-kit';
import { repeat } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { publishDraft } from './domain/publish-draft.ts';
import type { Publish } from './domain/publish-due.ts';
import { publishNextDue } from './domain/publish-due.ts';
import { loaders } from './loaders/index.ts';

/** Drafts published at the same time by one process, each over a connection of its own. */
const lanes = 3;

type Deps = Pick<ServiceDeps<Config>, 'db' | 'ask' | 'log' | 'config'>;

/** Publishes drafts when their time has come. */
export function background({ db, ask, log, config }: Deps) {
  const work = (signal: AbortSignal) => publishDue({ db, ask, log }, signal);
  return repeat({ what: 'publishing scheduled posts', everyMs: config.scheduledEveryMs, work, log });
}

/** Publishes all drafts that are due, a few at a time. */
export async function publishDue(
  { db, ask, log }: Pick<Deps, 'db' | 'ask'> & { log: Pick<Deps['log'], 'warn'> },
  signal?: AbortSignal,
): Promise<void> {
  const publish: Publish = (tx, draft) => {
    // A transaction offers all that the database does.
    const author = { viewer: draft.authorId, db: tx as Db, ask };
    return publishDraft(tx, draft, author, loaders(author));
  };
  const onError = (error: unknown) => log.warn({ err: error }, 'a scheduled post has to wait');
  const lane = async () => {
    while (!signal?.aborted && (await publishNextDue(db, publish, onError)));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
