import { fromUuid, retype } from '@ursa/ids';
import type { Connection } from '@ursa/pagination';
import { connection, parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import type { FeedEntry } from '../domain/feed-entry.ts';
import type { FeedItemId } from '../domain/item-id.ts';
import { newestFirst, partOf } from '../domain/item-page.ts';
import { feedCursor } from '../domain/live-position.ts';
import { unreadCount } from '../domain/mark-read.ts';
import { readFeed } from '../domain/read-feed.ts';
import { tendReader } from '../domain/tend-reader.ts';
import type { ViewerResolvers } from '../generated/resolvers.ts';

/** A page of a feed, and what is known of its reader. */
export interface FeedPage extends Connection<FeedEntry> {
  readonly readUpTo: FeedItemId | null;
  readonly unreadCount: () => Promise<number>;
}

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('viewer', id, 'id') }),
  async feed({ id }, args, { viewer, db }): Promise<FeedPage | null> {
    if (viewer === null || retype(id, 'user') !== viewer) return null;
    const page = parsePage(args, { list: `feed:${viewer}`, key: newestFirst });
    let reading = await readFeed(db, viewer, partOf(page));
    if (await tendReader(db, viewer, reading.state)) reading = await readFeed(db, viewer, partOf(page));
    const { items, readUpTo, snapshot } = reading;
    const kept = items.slice(0, page.size);
    const rows = page.direction === 'forward' ? kept : kept.reverse();
    const slice = { rows, more: items.length > page.size };
    return {
      ...connection(slice, page, {
        key: (item) => [item.id],
        liveCursor: feedCursor(viewer, { snapshot, at: new Date() }),
      }),
      readUpTo: readUpTo === null ? null : fromUuid('feeditem', readUpTo),
      unreadCount: () => unreadCount(db, viewer, readUpTo),
    };
  },
};
