import type { PostId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import type { RevisionRow } from '../tables/index.ts';
import { revisions } from '../tables/index.ts';

/** The texts that posts had before, newest first; for posts the viewer may see. */
export function revisionsByPost({ db }: RequestContext) {
  return pageLoader<PostId, RevisionRow>((parents, page) =>
    pagesOf(
      db,
      { from: revisions, parent: revisions.postId, parents, orderBy: [revisions.number], direction: 'desc' },
      page,
    ),
  );
}
