import type { PostId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { RevisionRow } from '../tables/index.ts';
import { revisions } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** The texts that posts had before, newest first; for posts the viewer may see. */
export function revisionsByPost({ db }: LoaderContext) {
  return pageLoader<PostId, RevisionRow>((parents, page) =>
    pagesOf(
      db,
      { from: revisions, parent: revisions.postId, parents, orderBy: [revisions.number], direction: 'desc' },
      page,
    ),
  );
}
