import { toUuid } from '@ursa/ids';
import type { Page } from '@ursa/pagination';
import { idPart, keyOf } from '@ursa/pagination';
import type { FeedPart } from './feed-statement.ts';
import type { FeedItemId } from './item-id.ts';
import { firstItem, lastItem } from './item-id.ts';

/** The key of lists in the order of items, newest first. */
export const newestFirst = keyOf(idPart('feeditem'));

type ItemKey = readonly [FeedItemId];

/** Where a page begins or ends. */
export const itemBound = (key: ItemKey | undefined, otherwise: string): string =>
  key ? toUuid(key[0]) : otherwise;

/** The part of a feed that a page wants, and one item more. */
export function partOf({ size, direction, after, before }: Page<ItemKey>): FeedPart {
  return {
    olderThan: itemBound(after, lastItem),
    newerThan: itemBound(before, firstItem),
    limit: size + 1,
    from: direction === 'forward' ? 'newest' : 'oldest',
  };
}
