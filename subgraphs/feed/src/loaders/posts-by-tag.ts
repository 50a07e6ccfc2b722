import type { Page } from '@ursa/pagination';
import { pageLoader } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import type { FeedItemId } from '../domain/item-id.ts';
import type { Tagged } from '../domain/tagged-posts.ts';
import { taggedPages } from '../domain/tagged-posts.ts';

/** The posts that carry a tag and the viewer may see, newest first; one statement for many tags. */
export function postsByTag({ db, viewer }: RequestContext) {
  return pageLoader<string, Tagged>((tags, page) =>
    taggedPages(db, viewer, tags, page as Page<readonly [FeedItemId]>),
  );
}
