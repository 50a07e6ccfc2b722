import { notBlocked } from '@ursa/audience';
import { pageLoader, pagesOf } from '@ursa/pagination';
import { and, eq, sql } from 'drizzle-orm';
import type { ReactionsRequest } from '../context.ts';
import type { Kind } from '../domain/kinds.ts';
import { numberOf } from '../domain/kinds.ts';
import type { ReactionRow } from '../tables/index.ts';
import { reactions } from '../tables/index.ts';

/** A list of reactions to one subject, as its page loader's variant: one kind, or all but DISLIKE. */
export type ReactionList = Kind | 'ALL';

/** The reactions to subjects the viewer may see, the last first; by the subjects' UUIDs. */
export function reactionsBySubject({ db, viewer }: ReactionsRequest) {
  return pageLoader<string, ReactionRow>((parents, page, list) =>
    pagesOf(
      db,
      {
        from: reactions,
        parent: reactions.subjectId,
        parents,
        where: and(ofKind(list as ReactionList), notBlocked(viewer, reactions.reactorId)),
        orderBy: [reactions.id],
        direction: 'desc',
      },
      page,
    ),
  );
}

// As in the index, so that Postgres finds it.
const ofKind = (list: ReactionList) =>
  list === 'ALL' ? sql`${reactions.kind} <> 2` : eq(reactions.kind, numberOf(list));
