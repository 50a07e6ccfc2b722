import type { AudienceLoaders, postAccessLoader } from '@ursa/audience';
import type { RequestContext } from '@ursa/subgraph-kit';
import type { SQL } from 'drizzle-orm';
import type { ReactedTo, Subject, SubjectId, SubjectType } from './subject.ts';

/** Who can be asked in one operation about subjects that the projection does not show. */
export interface Doors {
  readonly ctx: RequestContext;
  readonly audience: AudienceLoaders;
  readonly postAccess: ReturnType<typeof postAccessLoader>;
}

/**
 * A kind of thing that can be reacted to. A further one is a file like `post.ts` and a line in `index.ts`, with its
 * type in the schema and the consumers that keep its projection.
 */
export interface SubjectKind {
  /** The prefix of its ids. */
  readonly type: SubjectType;
  readonly typename: Subject['__typename'];
  /**
   * A query of at most one row for `asked.id`: `post_id`, `author_id`, `is_deleted`, and whether the projection shows
   * it to the viewer (`visible`).
   */
  readonly audience: (viewer: SQL) => SQL;
  /** Those of the subjects that their owner shows to the viewer; none while it does not answer. */
  readonly askOwner: (doors: Doors, ids: readonly SubjectId[]) => Promise<ReactedTo[]>;
}
