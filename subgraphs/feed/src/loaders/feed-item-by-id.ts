import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import type { FeedEntry } from '../domain/feed-entry.ts';
import { findItems } from '../domain/find-item.ts';
import type { FeedItemId } from '../domain/item-id.ts';

/** The item with this id; null if there is none in the viewer's feed. */
export function feedItemById({ db, viewer }: RequestContext) {
  return new DataLoader<FeedItemId, FeedEntry | null>(async (ids) => {
    if (viewer === null) return ids.map(() => null);
    const items = await findItems(db, viewer, ids);
    return ids.map((id) => items.get(id) ?? null);
  });
}
