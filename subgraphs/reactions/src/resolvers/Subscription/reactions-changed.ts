import { atMostEvery, follow } from '@ursa/live';
import { currentSequence } from '@ursa/outbox';
import { liveCursor, parseLiveCursor } from '@ursa/pagination';
import { requestError } from '@ursa/subgraph-kit';
import type { ReactionsContext } from '../../context.ts';
import type { SubscriptionReactionsChangedArgs } from '../../generated/resolvers.ts';
import { subjectOf } from '../../subjects/index.ts';
import type { Subject } from '../../subjects/subject.ts';
import type { About } from '../answered-subject.ts';
import { subjectChannel } from '../reaction-page.ts';

async function* subscribe(_: unknown, args: SubscriptionReactionsChangedArgs, context: ReactionsContext) {
  const { db, live, services, signal } = context;
  const about = subjectOf(args.subjectId);
  if (!about) throw requestError('BAD_USER_INPUT', '`subjectId` is not the id of a post or comment.');
  const channel = subjectChannel(about.id);
  await requireSubject(about, context);
  const head = () => currentSequence(db, about.id);
  const changes = follow({
    live,
    channel,
    after: args.after == null ? undefined : parseLiveCursor(channel, args.after),
    head,
    // However many changes were missed, one event tells what has become of them.
    since: async (sequence) => {
      const newest = await head();
      return newest > sequence ? [{ sequence: newest }] : [];
    },
    load: async ({ sequence }) => ({ sequence }),
    signal,
  });
  for await (const { sequence } of atMostEvery(services.coalesceMs, changes, signal)) {
    // Every event is seen with the viewer's eyes of now: a block or a narrower audience since then holds.
    context.renewLoaders();
    const subject = await requireSubject(about, context);
    yield { reactionsChanged: { cursor: liveCursor(channel, sequence), subject } };
  }
}

async function requireSubject({ type, id }: About, { loaders }: ReactionsContext): Promise<Subject> {
  const subject = await loaders.subjects[type].load(id);
  if (!subject.seen) throw requestError('NOT_FOUND', `There is no such ${type}.`);
  return subject;
}

export const reactionsChanged = { subscribe };
