import { hiddenPeople } from '@ursa/audience';
import type { Db } from '@ursa/database';
import { statement } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { subjectKinds } from '../subjects/index.ts';
import type { SubjectId, SubjectType } from '../subjects/subject.ts';
import type { SubjectKind } from '../subjects/subject-kind.ts';

/** What the tables know of a subject for one viewer; nulls where nothing. */
export interface SubjectRow {
  post_id: string | null;
  author_id: string | null;
  is_deleted: boolean | null;
  visible: boolean | null;
  /** Of everybody's reactions; null unless it was wanted, or there is none. */
  counts: number[] | null;
  own_id: string | null;
  own_kind: number | null;
  own_created_at: string | null;
  /** The kinds of the reactions of people hidden from the viewer. */
  hidden: number[] | null;
}

// Nobody follows, blocks or writes as the nil UUID.
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Everything about up to a page of subjects of one type in one prepared statement: whether the viewer may see them, the
 * counts, the viewer's own reaction, and those that must not be counted for the viewer.
 */
function statementFor({ type, audience }: SubjectKind) {
  const viewer = sql.raw('$2::uuid');
  const query = sql`
    with hidden as materialized (select user_id from ${hiddenPeople(viewer)} as people)
    select audience.*, subjects.counts, own.id as own_id, own.kind as own_kind,
      own.created_at as own_created_at,
      (select array_agg(reactions.kind::int) from hidden
        join reactions on reactions.subject_id = asked.id and reactions.reactor_id = hidden.user_id) as hidden
    from unnest($1::uuid[], $3::bool[]) with ordinality as asked(id, wanted, place)
    left join lateral (${audience(viewer)}) as audience on true
    left join subjects on asked.wanted and subjects.subject_id = asked.id
    left join reactions as own on own.subject_id = asked.id and own.reactor_id = ${viewer}
    order by asked.place`;
  return statement<SubjectRow>(`subjects-${type}`, new PgDialect().sqlToQuery(query).sql);
}

const statements = { post: statementFor(subjectKinds.post), comment: statementFor(subjectKinds.comment) };

/** A row for every subject, in their order; with counts for those that are `wanted`. */
export function readSubjects(
  { db, viewer }: { db: Db; viewer: UserId | null },
  type: SubjectType,
  ids: readonly SubjectId[],
  wanted: (id: SubjectId) => boolean,
): Promise<SubjectRow[]> {
  const me = viewer === null ? nobody : toUuid(viewer);
  return statements[type](db, ids.map(toUuid), me, ids.map(wanted));
}
