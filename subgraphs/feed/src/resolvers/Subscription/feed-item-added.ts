import { setTimeout as delay } from 'node:timers/promises';
import { requireViewer } from '@ursa/subgraph-kit';
import type { FeedContext } from '../../context.ts';
import { feedCursor, parseFeedCursor } from '../../domain/live-position.ts';
import { currentPosition, newsSince } from '../../domain/news.ts';
import type { SubscriptionFeedItemAddedArgs } from '../../generated/resolvers.ts';
import { openBell } from '../open-bell.ts';

/**
 * Looks for news whenever the bell rings, at most once an interval: a burst is one event. The bell is armed before each
 * look, so that what comes after the look rings again.
 */
async function* subscribe(_: unknown, args: SubscriptionFeedItemAddedArgs, context: FeedContext) {
  const { db, live, signal, services } = context;
  const viewer = requireViewer(context);
  const after = args.after == null ? undefined : parseFeedCursor(viewer, args.after);
  const bell = openBell({ db, live, viewer, signal });
  try {
    let position = after ?? (await currentPosition(db));
    while (!signal.aborted) {
      await bell.arm();
      const { newest: item, count: newCount, position: reached } = await newsSince(db, viewer, position);
      position = reached;
      if (item) yield { feedItemAdded: { cursor: feedCursor(viewer, position), item, newCount } };
      const rested = item ? delay(services.liveIntervalMs, undefined, { signal }).catch(() => {}) : undefined;
      await bell.rung();
      await rested;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    bell.close();
  }
}

export const feedItemAdded = { subscribe };
